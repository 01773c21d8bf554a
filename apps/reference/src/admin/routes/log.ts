import { allCodes, explainFinding, lastHeard } from '@scimkit/core'
import * as z from 'zod'
import { type Route, route, type StreamRoute } from '../route.ts'
import { explanationSchema } from '../shapes/explanation.ts'
import { findingSchema } from '../shapes/finding.ts'
import { effectSchema, logEntrySchema } from '../shapes/log-entry.ts'
import { named } from '../shapes/named.ts'
import { missedEntries } from './missed-entries.ts'

const tag = 'log'

// No enumeration: the description of the API would be another one with each new error.
const code = z.string().transform((name, context) => {
  const known = allCodes.find((each) => each === name)
  if (known === undefined) context.addIssue('no error or finding has this code')
  return known ?? z.NEVER
})

const instant = z.iso.datetime({ offset: true })

const query = z.strictObject({
  resourceType: z.string().optional(),
  resourceId: z.string().optional(),
  subject: z.string().optional().describe('What an account is called: the user name that was sent or looked for.'),
  outcome: z.enum(['success', 'failure']).optional(),
  code: code.optional().describe('Only entries with this error, or with a finding of this code.'),
  effect: effectSchema.optional(),
  since: instant.optional(),
  until: instant.optional(),
  before: z.string().optional().describe('The `sequence` where the page before this one ended.'),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(1000)
    .optional()
    .describe(
      'How many entries of the log, 100 when left out. Findings are those of so many entries, and one may have none or several.',
    ),
})

const found = findingSchema.extend({
  sequence: z.string(),
  requestId: z.string(),
  at: z.string(),
  explanation: explanationSchema.describe('With the remedies of those first who can help in this case.'),
})

const findings = z.object({
  findings: z.array(named('LoggedFinding', found)).readonly(),
  next: z
    .string()
    .optional()
    .describe('The `sequence` of the last entry looked at: as `before` it goes on. Left out when there was none.'),
})

const stream: StreamRoute = {
  kind: 'stream',
  method: 'GET',
  path: '/tenants/{tenant}/log/stream',
  tag,
  summary: 'Each entry as it comes, as server-sent events; `Last-Event-ID` brings what was missed',
  answer: logEntrySchema,
  subscribe: ({ params: { tenant = '' } }, { log }, listener) => log.subscribe(tenant, listener),
  missed: ({ params: { tenant = '' } }, { log }, lastSeen) => missedEntries(log, tenant, lastSeen),
}

/** What identity providers asked, and what came of it. */
export const logRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/tenants/{tenant}/log',
    tag,
    summary: 'The provisioning log, newest first',
    query,
    answer: named('Log', z.object({ entries: z.array(logEntrySchema).readonly() })),
    handle: async ({ params: { tenant }, query: asked }, { log }) => ({ entries: await log.query(tenant, asked) }),
  }),
  route({
    method: 'GET',
    path: '/tenants/{tenant}/findings',
    tag,
    summary: 'The findings in the entries of the log, newest first; with a code only those of that code',
    query,
    answer: named('Findings', findings),
    handle: async ({ params: { tenant }, query: asked }, { log, policy }) => {
      const entries = await log.query(tenant, asked)
      return {
        findings: entries.flatMap(({ findings: ofEntry, sequence, requestId, at }) =>
          ofEntry
            .filter((finding) => asked.code === undefined || finding.code === asked.code)
            .map((finding) => ({
              ...finding,
              sequence,
              requestId,
              at,
              explanation: explainFinding(finding, policy.errors),
            })),
        ),
        next: entries.at(-1)?.sequence,
      }
    },
  }),
  route({
    method: 'GET',
    path: '/tenants/{tenant}/last-heard',
    tag,
    summary: 'When the identity provider last spoke of something: SCIM only pushes, so that nothing may be the answer',
    query: z.strictObject({
      resourceType: z.string().optional(),
      resourceId: z.string().optional(),
      subject: z.string().optional().describe('What it would look for: a user name, for instance.'),
    }),
    answer: named('LastHeard', z.object({ entry: logEntrySchema.optional(), finding: findingSchema })),
    handle: ({ params: { tenant }, query: asked }, { log, redact }) => lastHeard(log, tenant, { ...asked, redact }),
  }),
  stream,
]
