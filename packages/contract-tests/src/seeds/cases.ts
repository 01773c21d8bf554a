import type { SeedCase } from './case.ts'
import { bufCases } from './cases/buf.cases.ts'
import { bufGroupCases } from './cases/buf-groups.cases.ts'
import { bufRemedyCases } from './cases/buf-remedies.cases.ts'
import { immutaCases } from './cases/immuta.cases.ts'
import { immutaRemedyCases } from './cases/immuta-remedies.cases.ts'
import { pulumiConflictCases } from './cases/pulumi-conflicts.cases.ts'
import { pulumiOrganizationCases } from './cases/pulumi-organization.cases.ts'
import { pulumiRemedyCases } from './cases/pulumi-remedies.cases.ts'
import { pulumiTeamCases } from './cases/pulumi-teams.cases.ts'
import { pulumiUserCases } from './cases/pulumi-users.cases.ts'
import { wireCases } from './cases/wire.cases.ts'

/**
 * Every case of the suite.
 *
 * @example
 * ```ts
 * seedCases.filter(({ profiles }) => profiles.includes('buf')).length > 0 // true
 * ```
 */
export const seedCases: readonly SeedCase[] = [
  ...pulumiConflictCases,
  ...pulumiUserCases,
  ...pulumiTeamCases,
  ...pulumiOrganizationCases,
  ...pulumiRemedyCases,
  ...immutaCases,
  ...immutaRemedyCases,
  ...bufCases,
  ...bufGroupCases,
  ...bufRemedyCases,
  ...wireCases,
]
