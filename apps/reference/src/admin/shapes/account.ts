import { isJsonObject, type JsonObject } from '@scimkit/core'
import * as z from 'zod'
import { findingSchema } from './finding.ts'
import { named } from './named.ts'

/** A SCIM document. Its shape is the schemas' to say. */
export const documentSchema = named(
  'Document',
  z.custom<JsonObject>(isJsonObject, 'expected an object').meta({ type: 'object', description: 'A SCIM document.' }),
)

/** Where an account or a group comes from, and who looks after it. */
const provenanceSchema = named(
  'Provenance',
  z.object({
    managed: z.boolean().describe('Ever written through SCIM.'),
    origin: z.enum(['scim', 'jit', 'invite', 'local']),
    active: z.boolean(),
    deleted: z.boolean(),
    signIn: z.string().optional().describe('The sign-in identity that is connected, e.g. a SAML NameID.'),
    owner: z.enum(['tenant', 'person']).optional(),
    tied: z.literal(true).optional(),
    pending: z
      .object({ before: documentSchema, since: z.string() })
      .optional()
      .describe('A takeover that waits: the document from before.'),
    loginName: z.string().optional(),
    protected: z.literal(true).optional(),
    signedInAt: z.string().optional(),
    groupsAtSignIn: z.array(z.string()).readonly().optional(),
  }),
)

/** An account. */
export const accountSchema = named(
  'Account',
  z.object({
    tenant: z.string(),
    id: z.string(),
    userName: z.string(),
    email: z.string().optional(),
    attributes: documentSchema,
    proposed: documentSchema
      .optional()
      .describe('While a takeover waits: the document it would bring, instead of `attributes`.'),
    provenance: provenanceSchema,
    created: z.string(),
    lastModified: z.string(),
  }),
)

/** A page of accounts. */
export const accountsSchema = named(
  'Accounts',
  z.object({ total: z.int(), accounts: z.array(accountSchema).readonly() }),
)

/** A group, without its members: there may be any number. */
export const groupSchema = named(
  'Group',
  z.object({
    tenant: z.string(),
    id: z.string(),
    displayName: z.string(),
    provenance: provenanceSchema,
  }),
)

/** A page of groups. */
export const groupsSchema = named('Groups', z.object({ total: z.int(), groups: z.array(groupSchema).readonly() }))

/** A group with one page of its members. */
export const groupWithMembersSchema = named(
  'GroupWithMembers',
  groupSchema.extend({
    members: z.array(z.string()).readonly().describe('Ids, in the order in which they became members.'),
    next: z.int().optional().describe('The `startIndex` of the next page, if there is one.'),
  }),
)

/** What a sign-in came to. */
export const signedInSchema = named(
  'SignedIn',
  z.object({
    account: accountSchema,
    created: z.boolean().describe('Whether the account was made by this sign-in.'),
    groups: z.array(z.string()).readonly().describe('The ids of the groups in effect from now on.'),
    findings: z.array(findingSchema).readonly(),
  }),
)

/** Which accounts or groups are meant. */
export const whichSchema = z.enum(['managed', 'unmanaged', 'live', 'deleted'])

/** Which page of a list is meant. */
export const pageQuery = {
  startIndex: z.coerce.number().int().positive().optional().describe('1 when left out.'),
  count: z.coerce.number().int().min(0).max(100).optional().describe('100 when left out.'),
}
