import * as z from 'zod'
import { named } from './named.ts'

/** An outgoing event that was given up. */
export const deadLetterSchema = named(
  'DeadLetter',
  z.object({
    id: z.string().describe('The `jti` of the event, and the `webhook-id` of its deliveries.'),
    resourceType: z.string(),
    resourceId: z.string(),
    events: z.array(z.string()).readonly().describe('What happened, by the URIs of RFC 9967.'),
    time: z.string().describe('When it happened.'),
    attempts: z.int(),
    problem: z.string().describe('Why the last attempt failed.'),
    givenUp: z.string().describe('When it was given up.'),
  }),
)
