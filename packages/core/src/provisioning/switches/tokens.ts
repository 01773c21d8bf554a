import * as z from 'zod'
import { days } from './days.ts'

export const tokensSwitches = z.strictObject({
  perTenant: z
    .enum(['single', 'many'])
    .describe('Whether a token that `Directory.issueToken` makes revokes the others of its tenant.'),
  maxAgeDays: days
    .exactOptional()
    .describe('The longest life that `Directory.issueToken` gives a token; no limit when left out.'),
  warnDays: days.describe('Days before a token expires from which a finding says so.'),
  tiedToSso: z.boolean().describe('Whether tokens and sign-in identities end when the tenant leaves its SSO provider.'),
})
