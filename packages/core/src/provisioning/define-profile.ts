import * as z from 'zod'
import { ScimError } from '../errors/scim-error.ts'
import { describe } from '../schema/value-types.ts'
import { checkPolicy, type Policy, policySchema } from './policy.ts'

/**
 * What a profile says differently from the one it extends: any switch, at any depth. What is undefined is not named.
 */
export type ProfileOverrides<Part = Policy> = Part extends readonly unknown[]
  ? Part
  : Part extends object
    ? { readonly [Name in keyof Part]?: ProfileOverrides<Part[Name]> | undefined }
    : Part

/**
 * Makes a profile from another one: what is named replaces, section by section and switch by switch. Lists, single
 * values, and what is kept by name (`attributes.aliases`, `filters.allow` …) are replaced whole, so that they can be
 * emptied.
 *
 * @throws ScimError `CONFIGURATION` naming the switch, or `extends` when that is no profile
 * @example
 * ```ts
 * const profile = defineProfile({ extends: immutaProfile, users: { onCreate: { unmanaged: 'pending' } } })
 * profile.users.onCreate.unmanaged // 'pending'
 * ```
 */
export function defineProfile({
  extends: base,
  ...overrides
}: ProfileOverrides & { readonly extends: Policy }): Policy {
  // Without types it is easily left out, or named: `extends: 'rfc'`.
  if (!isObject(base))
    throw new ScimError('CONFIGURATION', {
      where: 'defineProfile.extends',
      problem: `it must be a profile, such as rfcProfile, but it is ${describe(base)}`,
    })
  return checkPolicy(merge(base, overrides, policySchema))
}

function merge<Part>(base: Part, overrides: unknown, schema: unknown): Part {
  const section = schema instanceof z.ZodExactOptional ? schema.unwrap() : schema
  // What replaces is checked with the rest of the profile, by `checkPolicy`.
  if (!isObject(overrides)) return overrides as Part
  const named = Object.entries(overrides).filter(([, value]) => value !== undefined)
  if (!(section instanceof z.ZodObject)) return Object.fromEntries(named) as Part
  const before: Record<string, unknown> = isObject(base) ? base : {}
  const merged = named.map(([name, value]) => [name, merge(before[name], value, section.shape[name])])
  return { ...base, ...Object.fromEntries(merged) }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
