import { ScimError } from '../errors/scim-error.ts'

/**
 * Where an adapter lives, as `/scim/v2`: with a slash before it and none after it, however it was written. Empty at the
 * root.
 *
 * @param where the option it was given by
 * @throws ScimError `CONFIGURATION` for what is no path
 * @example
 * ```ts
 * toMountPath('scim/v2/', 'scimKoa.prefix') // '/scim/v2'
 * ```
 */
export function toMountPath(given: string, where: string): string {
  // Checked although it is typed: what JavaScript leaves out would serve nothing, and say nothing.
  if (typeof given !== 'string' || /:\/\/|[?#\s]/.test(given))
    throw new ScimError('CONFIGURATION', { where, problem: 'it must be a path such as "/scim/v2"' })
  const path = given.replace(/^\/+/, '').replace(/\/+$/, '')
  return path === '' ? '' : `/${path}`
}
