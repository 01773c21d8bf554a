import type { Registry } from '../schema/registry.ts'
import type { Locate } from '../schema/represent.ts'

/** Gives the URIs of resources as a client sees them that reaches us under this base URL (RFC 7644 §1.3). */
export function locateFor({ byName }: Registry, baseUrl: string): Locate {
  // A resource is located in `meta` and again in the headers.
  let last: { readonly name: string; readonly id: string; readonly uri: string | undefined } | undefined
  return (name, id) => {
    if (last?.id === id && last.name === name) return last.uri
    const resourceType = byName(name)
    const uri = resourceType && `${baseUrl}${resourceType.endpoint}/${encode(id)}`
    last = { name, id, uri }
    return uri
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
