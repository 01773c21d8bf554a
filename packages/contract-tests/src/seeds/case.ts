import type { ProfileName, ProfileOverrides } from '@scimkit/core'
import type { SeedId } from './rows.ts'
import type { SeedWorld } from './world.ts'

/** One thing that must be so, under some profiles. */
export interface SeedCase {
  readonly ids: readonly SeedId[]
  readonly profiles: readonly ProfileName[]
  readonly title: string
  /** Switches that differ from the profile's; the case then has a server of its own. */
  readonly switches?: ProfileOverrides
  readonly run: (world: SeedWorld) => Promise<void>
}

/** Every version of Pulumi Cloud that quotes its errors. */
export const pulumi = ['pulumi-2024', 'pulumi-2026'] as const satisfies readonly ProfileName[]

/** Every profile there is. */
export const every = ['rfc', 'pulumi-2021', ...pulumi, 'immuta', 'buf'] as const satisfies readonly ProfileName[]
