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
