import * as z from 'zod'

/** What an account can be matched by. */
const matchKey = z.enum(['userName', 'email', 'externalId'])

/** What POST does with the account it has found. */
const createAction = z.enum(['create', 'conflict', 'link', 'reactivate', 'pending'])

/** One action, or one for each key the account was found by; a key left out means a conflict. */
const cell = z.union([createAction, z.partialRecord(matchKey, createAction)])

export const usersSwitches = z.strictObject({
  userNameUniqueness: z
    .enum(['tenant', 'global'])
    .describe('Among whose accounts a userName is unique: those of the tenant, or all.'),
  userNameCompare: z.enum(['ci', 'exact']).describe('Whether two user names that differ in case only are equal.'),
  emailUniqueness: z
    .enum(['none', 'tenant', 'global'])
    .describe('Among whose accounts an e-mail address is unique. Case never counts.'),
  conflictOrder: z
    .array(z.enum(['userName', 'email']))
    .readonly()
    .describe('Which conflict is told when a request has several.'),
  matchBy: z.array(matchKey).readonly().describe('What POST looks for an existing account by, in this order.'),
  onCreate: z
    .strictObject({
      active: cell.describe('The account found is managed and active.'),
      inactive: cell.describe('It is managed and deactivated.'),
      deleted: cell.describe('It is a tombstone: it was deleted, here or through SCIM.'),
      unmanaged: cell.describe('SCIM has never written it: an orphan, or somebody who was invited.'),
      connected: cell.describe('SCIM has never written it, and its owner has connected a sign-in identity.'),
    })
    .describe(
      'What POST does, by the state of the account it found: one action, or one for each key that it was found by, where a key left out means a conflict. None found is always `create`.',
    ),
  userNameChange: z
    .enum(['allow', 'reject', 'ignore'])
    .describe(
      'A PUT or PATCH with another userName: done, refused whole, or the name is kept, the rest is done, and a finding says so.',
    ),
  reactivateSync: z.boolean().describe('Whether an account that comes back takes over the profile of the request.'),
  linkActivates: z
    .boolean()
    .describe('Whether an account that is linked comes back into use, unless the request says that it does not.'),
  loginName: z
    .enum(['userName', 'emailLocalPart'])
    .describe('What the product signs people in with: the userName, or a name made from the e-mail address.'),
  reservedLoginNames: z
    .array(z.string())
    .readonly()
    .describe('Names the product keeps for itself: a login name made from one gets a number.'),
  delete: z
    .enum(['unsupported', 'disable', 'tombstone', 'hard'])
    .describe('What DELETE does: answers 501, deactivates, leaves a tombstone that POST can find, or leaves nothing.'),
  visibility: z
    .enum(['managed', 'tenant'])
    .describe('Which accounts SCIM sees: those it has written, or every account of the tenant.'),
  convert: z
    .enum(['never', 'whenFree'])
    .describe(
      'Whether activating or deactivating a person’s account through SCIM makes it the tenant’s, unless the person has other ties.',
    ),
  maxActive: z
    .int()
    .positive()
    .exactOptional()
    .describe('How many active accounts the licence has room for; no limit when left out.'),
})
