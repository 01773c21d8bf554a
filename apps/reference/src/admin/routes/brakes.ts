import { ScimError } from '@scimkit/core'
import * as z from 'zod'
import { Refusal } from '../refusal.ts'
import { type Parts, type Route, route } from '../route.ts'
import { named } from '../shapes/named.ts'

const tag = 'brakes'
const minute = 60_000
const brakes = ['deactivations', 'members'] as const

const brakeSchema = named(
  'Brake',
  z.object({
    brake: z.string(),
    on: z.boolean().describe('Whether the profile has it.'),
    allowedUntil: z.string().optional().describe('Until when requests pass although it holds them.'),
  }),
)

type BrakeName = (typeof brakes)[number]

/** @throws ScimError `RESOURCE_NOT_FOUND` */
function brakeNamed(id: string): BrakeName {
  const known = brakes.find((name) => name === id)
  if (known === undefined) throw new ScimError('RESOURCE_NOT_FOUND', { resourceType: 'brake', id })
  return known
}

/** @throws Refusal for one that holds nothing: whoever confirms it means another server, or another tenant */
function refuseOff(brake: BrakeName, { policy }: Pick<Parts, 'policy'>): void {
  if (policy.brakes[brake] !== undefined) return
  throw new Refusal({
    status: 409,
    detail: `The profile of this server has no brake "${brake}", so there is nothing to confirm.`,
    remedies: [{ actor: 'application administrator', action: `Set \`brakes.${brake}\` if it is to hold something.` }],
  })
}

/** What is refused until an administrator confirms it. */
export const brakeRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/tenants/{tenant}/brakes',
    tag,
    summary: 'The brakes, and until when they are off',
    answer: named('Brakes', z.object({ brakes: z.array(brakeSchema).readonly() })),
    handle: async ({ params: { tenant } }, { confirmations, policy }) => ({
      brakes: await Promise.all(
        brakes.map(async (brake) => ({
          brake,
          on: policy.brakes[brake] !== undefined,
          allowedUntil: await confirmations.allowedUntil(tenant, brake),
        })),
      ),
    }),
  }),
  route({
    method: 'POST',
    path: '/tenants/{tenant}/brakes/{brake}/confirm',
    tag,
    summary: 'Confirm what a brake holds: requests pass for a while',
    body: z.strictObject({
      minutes: z.int().positive().max(1440).optional().describe('For how long; 60 when left out.'),
    }),
    answer: brakeSchema,
    handle: async ({ params: { tenant, brake }, body: { minutes = 60 } }, { confirmations, policy }) => {
      const known = brakeNamed(brake)
      refuseOff(known, { policy })
      const allowedUntil = new Date(Date.now() + minutes * minute).toISOString()
      await confirmations.allow(tenant, known, allowedUntil)
      return { brake: known, on: true, allowedUntil }
    },
  }),
  route({
    method: 'DELETE',
    path: '/tenants/{tenant}/brakes/{brake}/confirm',
    tag,
    summary: 'Take a confirmation back: the brake holds again',
    handle: async ({ params: { tenant, brake } }, { confirmations }) => {
      await confirmations.allow(tenant, brakeNamed(brake), new Date().toISOString())
    },
  }),
]
