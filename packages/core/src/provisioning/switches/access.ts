import { z } from 'zod'

/** A hundred years at most: what is so many days from now is a date. */
const days = z.int().positive().max(36_500)

export const filtersSwitches = z.strictObject({
  allow: z
    .record(z.string(), z.array(z.string()).readonly())
    .describe('The only filters of a resource type, as `attribute operator`; a type that is not named has them all.'),
  unknownAttribute: z
    .enum(['reject', 'noValue'])
    .describe('A filter on an attribute that the resource type lacks: refused, or one without a value (A23).'),
  notEqual: z
    .enum(['every', 'any'])
    .describe('What `ne` asks of an attribute with several values: that every one differs, or that any does (A3).'),
  userNameMatchesEmail: z.boolean().describe('Whether `userName eq` also finds the account with that e-mail address.'),
})

export const querySwitches = z.strictObject({
  maxCount: z.int().positive().describe('The largest page, and the page when the client names no count.'),
  countOverMax: z.enum(['clamp', 'reject']).describe('A `count` above it: fewer are answered, or it is refused.'),
  groupPagination: z.boolean().describe('Whether lists of groups come in pages, or always whole.'),
  maxMatches: z
    .int()
    .positive()
    .exactOptional()
    .describe('Queries that match more are refused rather than paged (RFC 7644 §3.4.2.1); no limit when left out.'),
  sensitive: z
    .array(z.string())
    .readonly()
    .exactOptional()
    .describe(
      'Attributes whose values must not stand in a URL: their filters go to `.search` (RFC 7644 §7.5.2); none when left out.',
    ),
})

export const loginSwitches = z.strictObject({
  jit: z.boolean().describe('Whether the first sign-in of somebody unknown makes an account.'),
  autoprovisioning: z
    .boolean()
    .describe(
      'Where sign-ins decide about groups: whether the groups of the assertion are taken. If not, a sign-in clears the groups that were pushed.',
    ),
})

export const orphansSwitches = z.strictObject({
  detect: z.enum(['off', 'report']).describe('Whether accounts SCIM has never written are reported.'),
  quietDays: days.describe('Days without a request after which a managed account is reported too.'),
})

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

const threshold = { absolute: z.int().positive(), percent: z.number().min(0).max(100) }

export const brakesSwitches = z.strictObject({
  deactivations: z
    .strictObject({ ...threshold, windowMinutes: z.int().positive().max(525_600) })
    .exactOptional()
    .describe(
      'More accounts deactivated or deleted within the window than this, and than this share of the active ones, in percent; no brake when left out.',
    ),
  members: z
    .strictObject(threshold)
    .exactOptional()
    .describe(
      'More members taken out of a group by one request than this, and than this share of them, in percent; no brake when left out.',
    ),
})
