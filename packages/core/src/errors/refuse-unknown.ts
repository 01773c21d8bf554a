import { ScimError } from './scim-error.ts'

/**
 * The names of all that an object may say: a table of this type does not compile when it has one too few or too many.
 */
export type NamesOf<Options> = { readonly [Name in keyof Options]-?: true }

/**
 * Refuses what an object says under a name that nobody reads: where no compiler checks, a misspelt option would be as
 * good as left out, and nobody would hear of it.
 *
 * @throws ScimError `CONFIGURATION` with the unknown names
 * @example
 * ```ts
 * const names: NamesOf<CursorOptions> = { key: true, timeout: true }
 * refuseUnknown('createCursors', { timeout: 600 }, names) // undefined
 * refuseUnknown('createCursors', { timeOut: 600 }, names) // throws CONFIGURATION
 * ```
 */
export function refuseUnknown(where: string, given: object, names: Readonly<Record<string, true>>): void {
  const unknown = Object.keys(given).filter((name) => !Object.hasOwn(names, name))
  if (unknown.length === 0) return
  throw new ScimError('CONFIGURATION', {
    where,
    problem: `there is no ${unknown.map((name) => JSON.stringify(name)).join(', ')}`,
  })
}
