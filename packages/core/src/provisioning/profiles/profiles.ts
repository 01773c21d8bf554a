import { ScimError } from '../../errors/scim-error.ts'
import type { Policy } from '../policy.ts'
import { bufProfile } from './buf.ts'
import { immutaProfile } from './immuta.ts'
import { pulumi2021Profile, pulumi2024Profile, pulumi2026Profile } from './pulumi.ts'
import { rfcProfile } from './rfc.ts'

/**
 * The profiles that come with ScimKit, by name.
 *
 * @example
 * ```ts
 * Object.keys(profiles) // ['rfc', 'pulumi-2021', 'pulumi-2024', 'pulumi-2026', 'immuta', 'buf']
 * ```
 */
export const profiles = {
  rfc: rfcProfile,
  'pulumi-2021': pulumi2021Profile,
  'pulumi-2024': pulumi2024Profile,
  'pulumi-2026': pulumi2026Profile,
  immuta: immutaProfile,
  buf: bufProfile,
} as const satisfies Readonly<Record<string, Policy>>

/** The name of a profile that comes with ScimKit. */
export type ProfileName = keyof typeof profiles

/**
 * The profile of a name that comes from outside, such as a configuration.
 *
 * @throws ScimError `CONFIGURATION` with the names there are, for another one
 * @example
 * ```ts
 * profileNamed('immuta').users.delete // 'tombstone'
 * profileNamed('Immuta') // throws CONFIGURATION
 * ```
 */
export function profileNamed(name: string): Policy {
  if (isProfileName(name)) return profiles[name]
  const problem = `there is none of the name ${JSON.stringify(name)}, only ${Object.keys(profiles).join(', ')}`
  throw new ScimError('CONFIGURATION', { where: 'profile', problem })
}

function isProfileName(name: string): name is ProfileName {
  return Object.hasOwn(profiles, name)
}
