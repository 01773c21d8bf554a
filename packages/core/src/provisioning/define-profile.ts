import { z } from 'zod'
import { checkPolicy, type Policy, policySchema } from './policy.ts'

/** What a profile says differently from the one it extends: any switch, at any depth. */
export type ProfileOverrides<Part = Policy> = Part extends readonly unknown[]
  ? Part
  : Part extends object
    ? { readonly [Name in keyof Part]?: ProfileOverrides<Part[Name]> }
    : Part

/**
 * Makes a profile from another one: what is named replaces, section by section and switch by switch. Lists, single
 * values, and what is kept by name (`attributes.aliases`, `filters.allow` …) are replaced whole, so that they can be
 * emptied.
 *
 * @throws ScimError `CONFIGURATION` naming the switch
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
  return checkPolicy(merge(base, overrides, policySchema))
}

function merge<Part>(base: Part, overrides: unknown, schema: unknown): Part {
  const section = schema instanceof z.ZodExactOptional ? schema.unwrap() : schema
  // What replaces is checked with the rest of the profile, by `checkPolicy`.
  if (!(section instanceof z.ZodObject && isObject(base) && isObject(overrides))) return overrides as Part
  const merged = Object.entries(overrides).map(([name, value]) => [name, merge(base[name], value, section.shape[name])])
  return { ...base, ...Object.fromEntries(merged) }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
