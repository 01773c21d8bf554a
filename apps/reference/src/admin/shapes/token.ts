import * as z from 'zod'
import { named } from './named.ts'

/** What a token may do. */
export const scopesSchema = z.array(z.enum(['read', 'write'])).readonly()

/** A token without its secret, and without the digest of it. */
export const tokenSchema = named(
  'Token',
  z.object({
    id: z.string(),
    tenant: z.string(),
    name: z.string(),
    scopes: scopesSchema.optional().describe('Everything when left out.'),
    created: z.string(),
    expires: z.string().optional(),
    revoked: z.string().optional(),
    lastUsed: z.string().optional().describe('May be a minute late.'),
  }),
)

/** A token that has just been made. */
export const issuedTokenSchema = named(
  'IssuedToken',
  tokenSchema.extend({ token: z.string().describe('The secret. It is not kept, and shown this once.') }),
)
