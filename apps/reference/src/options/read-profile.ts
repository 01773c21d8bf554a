import { defineProfile, type Policy, type ProfileName, type ProfileOverrides, profiles } from '@scimkit/core'
import type { SwitchSetting } from './settings.ts'

/**
 * The profile of that name with some of its switches set differently.
 *
 * @throws ScimError `CONFIGURATION` naming the switch
 */
export function readProfile(name: ProfileName, switches: readonly SwitchSetting[]): Policy {
  return switches.reduce<Policy>((base, { path, value }) => {
    // Sound: the policy that comes out is checked, and a switch that does not exist is refused.
    const overrides = nested(path, value) as ProfileOverrides
    return defineProfile({ extends: base, ...overrides })
  }, profiles[name])
}

/** `['users', 'delete'], 'hard'` is `{ users: { delete: 'hard' } }`. */
function nested(path: readonly string[], value: unknown): unknown {
  return path.reduceRight((inner, name) => ({ [name]: inner }), value)
}
