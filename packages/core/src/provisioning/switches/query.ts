import * as z from 'zod'

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
