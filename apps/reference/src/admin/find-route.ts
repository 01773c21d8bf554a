import { ScimError } from '@scimkit/core'
import { Refusal } from './refusal.ts'
import type { Route } from './route.ts'

/** A route, and what stands in the places of its path. */
export interface FoundRoute {
  readonly route: Route
  readonly params: Readonly<Record<string, string>>
}

/**
 * Finds the route of a request by its path below `/admin`.
 *
 * @throws Refusal when there is no such path
 * @throws ScimError `METHOD_NOT_ALLOWED`, `URL_ENCODING`
 */
export function findRoute(routes: readonly Route[], method: string, path: string): FoundRoute {
  const segments = path.split('/').map(decode)
  const found = routes.flatMap((route): readonly FoundRoute[] => {
    const params = match(route.path.split('/'), segments)
    return params === undefined ? [] : [{ route, params }]
  })
  if (found.length === 0) throw unknownPath(path)
  const [first] = found.filter(({ route }) => route.method === method)
  if (first !== undefined) return first
  const allow = [...new Set(found.map(({ route }) => route.method))]
  throw new ScimError('METHOD_NOT_ALLOWED', { method, path: `/admin${path}`, allow })
}

/** Characters. No tenant and no id is longer: both are in indexes of the database, which take no more. */
const longestName = 200

/** What the segments put in the places of a template; undefined when they do not fit. */
function match(template: readonly string[], segments: readonly string[]): Readonly<Record<string, string>> | undefined {
  if (template.length !== segments.length) return undefined
  const params: Record<string, string> = {}
  for (const [index, expected] of template.entries()) {
    const segment = segments[index] ?? ''
    const [, name] = /^\{(\w+)\}$/.exec(expected) ?? []
    if (name === undefined ? segment !== expected : !isName(segment)) return undefined
    if (name !== undefined) params[name] = segment
  }
  return params
}

function isName(segment: string): boolean {
  return segment !== '' && segment.length <= longestName && !segment.includes('\u0000')
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch (cause) {
    throw new ScimError('URL_ENCODING', { part: 'path' }, { cause })
  }
}

function unknownPath(path: string): Refusal {
  return new Refusal({
    status: 404,
    detail: `There is no /admin${path} here.`,
    remedies: [{ actor: 'client developer', action: 'Read GET /admin/openapi.json, which lists what there is.' }],
  })
}
