import * as z from 'zod'
import { named } from './named.ts'

const origin = z.enum(['scim', 'jit', 'invite', 'local'])

/** Who or what stands in the way. */
export const conflictSchema = named(
  'Conflict',
  z.object({
    where: z.enum(['here', 'elsewhere']).describe('Of another tenant only that it is not this one is told.'),
    attribute: z.string().optional(),
    id: z.string().optional(),
    state: z.enum(['active', 'inactive', 'deleted']).optional(),
    managed: z.boolean().optional(),
    origin: origin.optional(),
    pending: z.boolean().optional().describe('A takeover of it waits: approve it or reject it.'),
  }),
)

/** Something an administrator should know. */
export const findingSchema = named(
  'Finding',
  z.object({
    code: z.string().describe('`GET /admin/explain/{code}` has cause and remedies.'),
    message: z.string(),
    resourceType: z.string().optional(),
    resourceId: z.string().optional(),
    conflict: conflictSchema.optional(),
  }),
)

/** What a tenant should put right. */
export const reportSchema = named(
  'Report',
  z.object({
    tenant: z.string(),
    at: z.string(),
    findings: z.array(findingSchema).readonly(),
    accounts: z.object({
      lookedAt: z.int().describe('A report is bounded: it may not have looked at all.'),
      total: z.int(),
    }),
    next: z.string().optional().describe('The `after` of the next page, if there is one.'),
  }),
)
