import * as z from 'zod'

export const groupsSwitches = z.strictObject({
  displayNameUniqueness: z.enum(['none', 'tenant']).describe('Whether two groups of a tenant may share a displayName.'),
  displayNameMax: z
    .int()
    .positive()
    .exactOptional()
    .describe('The longest displayName, in characters; no limit when left out.'),
  externalId: z
    .enum(['store', 'drop', 'reject'])
    .describe(
      'What becomes of the externalId of a group: stored, taken and dropped, or the request refused, whatever `attributes.unknown` says of other attributes the product does not have.',
    ),
  memberValidation: z
    .enum(['reject', 'skip', 'accept'])
    .describe(
      'Members that cannot be: the request is refused with all of them named, they are left out and a finding says so, or they are kept dangling.',
    ),
  nested: z.boolean().describe('Whether a group can be a member of another one.'),
  requireActiveMembers: z.boolean().describe('Whether a deactivated account cannot be a member.'),
  patchChecks: z
    .enum(['added', 'resulting'])
    .describe(
      'Whether a PATCH is checked for the members it adds, or for all that the group has afterwards. Of `added`, who is a member already may have been deactivated.',
    ),
  identityWindow: z
    .int()
    .positive()
    .exactOptional()
    .describe('How many accounts, oldest first, the check of members knows; all when left out.'),
  batch: z
    .strictObject({
      soft: z
        .int()
        .positive()
        .exactOptional()
        .describe(
          'More members named in one request than this, and a finding advises batches; none does when left out.',
        ),
      hard: z
        .int()
        .positive()
        .exactOptional()
        .describe('More members named in one request than this, and it is refused; no limit when left out.'),
      onHard: z.enum(['timeout', '413', '400']).describe('How it is refused.'),
    })
    .describe('How many members one request may name, whether they are there already or not.'),
  visibility: z.enum(['managed', 'all']).describe('Which groups SCIM sees: those it has written, or all.'),
  deleteScope: z.enum(['managed', 'all']).describe('Which groups DELETE may delete.'),
  delete: z
    .enum(['hard', 'unlink', 'disable'])
    .describe('What DELETE does: leaves nothing, hands the group to the application, or leaves a tombstone.'),
  localEdits: z
    .enum(['allow', 'block'])
    .describe('Whether the application may change the name and the members of a group that SCIM manages.'),
  membershipAuthority: z
    .enum(['scim', 'login'])
    .describe('Who says who is in a group: SCIM, or at each sign-in the groups of the assertion.'),
  addEffective: z
    .enum(['immediate', 'nextLogin'])
    .describe('When a new membership gives access: at once, or from the next sign-in.'),
  removeEffective: z.enum(['immediate', 'nextLogin']).describe('When a membership that ends takes access away.'),
})
