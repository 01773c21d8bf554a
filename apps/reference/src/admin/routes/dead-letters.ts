import { ScimError } from '@scimkit/core'
import type { DeadLetters } from '@scimkit/postgres'
import * as z from 'zod'
import { Refusal } from '../refusal.ts'
import { type Parts, type Route, route } from '../route.ts'
import { deadLetterSchema } from '../shapes/dead-letter.ts'
import { named } from '../shapes/named.ts'

const all = '/tenants/{tenant}/dead-letters'
const tag = 'events'

/** What becomes of outgoing events that were given up. */
export const deadLetterRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: all,
    tag,
    summary: 'List events that were given up, oldest first',
    query: z.strictObject({
      count: z.coerce.number().int().min(1).max(1000).optional().describe('100 when left out.'),
    }),
    answer: named('DeadLetters', z.object({ deadLetters: z.array(deadLetterSchema).readonly() })),
    handle: async ({ params: { tenant }, query: { count } }, parts) => ({
      deadLetters: await deadLettersOf(parts).list(tenant, count),
    }),
  }),
  route({
    method: 'POST',
    path: `${all}/requeue`,
    tag,
    summary: 'Have events delivered after all, each behind those of its resource that wait',
    body: z.strictObject({ ids: z.array(z.string()).min(1).max(1000).readonly() }),
    answer: named('Requeued', z.object({ requeued: z.int().describe('How many of the ids were dead letters.') })),
    handle: async ({ params: { tenant }, body: { ids } }, parts) => ({
      requeued: await deadLettersOf(parts).requeue(tenant, ids),
    }),
  }),
  route({
    method: 'DELETE',
    path: `${all}/{id}`,
    tag,
    summary: 'Forget an event that was given up',
    handle: async ({ params: { tenant, id } }, parts) => {
      const discarded = await deadLettersOf(parts).discard(tenant, [id])
      if (discarded === 0) throw new ScimError('RESOURCE_NOT_FOUND', { resourceType: 'dead letter', id })
    },
  }),
]

function deadLettersOf({ deadLetters }: Parts): DeadLetters {
  if (deadLetters !== undefined) return deadLetters
  throw new Refusal({
    status: 404,
    detail: 'This server sends no events.',
    remedies: [{ actor: 'application administrator', action: 'Start it with --webhook and --webhook-secret.' }],
  })
}
