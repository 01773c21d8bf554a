import * as z from 'zod'
import { findingSchema } from './finding.ts'
import { named } from './named.ts'

/** What a request did to the resource it was about. */
export const effectSchema = z.enum([
  'created',
  'linked',
  'reactivated',
  'pending',
  'updated',
  'activated',
  'deactivated',
  'deleted',
  'takenBack',
  'unchanged',
])

/** An entry of the provisioning log. */
export const logEntrySchema = named(
  'LogEntry',
  z.object({
    sequence: z.string(),
    requestId: z.string(),
    at: z.string(),
    tenant: z.string(),
    client: z.string().optional(),
    method: z.string(),
    operation: z.string().optional(),
    resourceType: z.string().optional(),
    resourceId: z.string().optional(),
    status: z.int(),
    outcome: z.enum(['success', 'failure']),
    errorCode: z.string().optional(),
    effect: effectSchema.optional(),
    lookup: z.object({ attribute: z.string(), value: z.string(), total: z.int() }).optional(),
    subject: z.string().optional(),
    normalisations: z.array(z.string()).readonly(),
    findings: z.array(findingSchema).readonly(),
    durationMs: z.number(),
  }),
)
