import type { Registry } from '../schema/registry.ts'
import type { Locate } from '../schema/represent.ts'

/** Gives the URIs of resources as a client sees them that reaches us under this base URL (RFC 7644 §1.3). */
export function locateFor({ byName }: Registry, baseUrl: string): Locate {
  return (name, id) => {
    const resourceType = byName(name)
    return resourceType && `${baseUrl}${resourceType.endpoint}/${encode(id)}`
  }
}

/** Ids we make need no encoding. */
const unreserved = /^[\w.~-]*$/

function encode(id: string): string {
  if (unreserved.test(id)) return id
  try {
    return encodeURIComponent(id)
  } catch {
    // Half a surrogate pair has no encoding, and a client can put one wherever it names an id.
    return encodeURIComponent(id.replace(/\p{Surrogate}/gu, '\uFFFD'))
  }
}
