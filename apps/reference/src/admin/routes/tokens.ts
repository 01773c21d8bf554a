import { ScimError } from '@scimkit/core'
import * as z from 'zod'
import { type Route, route } from '../route.ts'
import { named } from '../shapes/named.ts'
import { issuedTokenSchema, scopesSchema, tokenSchema } from '../shapes/token.ts'

const all = '/tenants/{tenant}/tokens'
const tag = 'tokens'

const request = z.strictObject({
  name: z.string().min(1).max(200).optional().describe('What the administrator calls it.'),
  scopes: scopesSchema.optional().describe('Everything when left out.'),
  expires: z.iso
    .datetime({ offset: true })
    .optional()
    .describe('When it ends; as late as the profile allows when left out.'),
})

/** The credentials of identity providers. */
export const tokenRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: all,
    tag,
    summary: 'List tokens, without their secrets',
    answer: named('Tokens', z.object({ tokens: z.array(tokenSchema).readonly() })),
    handle: async ({ params: { tenant } }, { tokens }) => ({ tokens: await tokens.list(tenant) }),
  }),
  route({
    method: 'POST',
    path: all,
    tag,
    summary: 'Create a token; where the profile has one per tenant, the others are revoked',
    body: request,
    status: 201,
    answer: issuedTokenSchema,
    handle: ({ params: { tenant }, body: { name = 'token', ...rest } }, { directory }) =>
      directory.issueToken(tenant, { name, ...rest }),
  }),
  route({
    method: 'POST',
    path: `${all}/rotate`,
    tag,
    summary: 'Create a token and revoke all others of the tenant in the same step',
    body: request,
    status: 201,
    answer: issuedTokenSchema,
    handle: ({ params: { tenant }, body: { name = 'token', ...rest } }, { directory }) =>
      directory.issueToken(tenant, { name, ...rest, alone: true }),
  }),
  route({
    method: 'DELETE',
    path: `${all}/{id}`,
    tag,
    summary: 'Revoke a token',
    handle: async ({ params: { tenant, id } }, { tokens }) => {
      const known = (await tokens.list(tenant)).some((token) => token.id === id)
      if (!known) throw new ScimError('RESOURCE_NOT_FOUND', { resourceType: 'token', id })
      await tokens.revoke(tenant, id, new Date().toISOString())
    },
  }),
]
