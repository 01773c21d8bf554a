import * as z from 'zod'
import { type Route, route } from '../route.ts'
import { signedInSchema } from '../shapes/account.ts'
import { reportSchema } from '../shapes/finding.ts'

const tag = 'tenant'

/** What concerns a tenant as a whole, and the sign-ins of its people. */
export const tenantRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/tenants/{tenant}/orphans',
    tag,
    summary: 'Accounts SCIM has never written, and managed ones it has long been silent about',
    query: z.strictObject({ after: z.string().optional().describe('The `next` of the page before this one.') }),
    answer: reportSchema,
    handle: ({ params: { tenant }, query }, { directory }) => directory.orphans(tenant, query),
  }),
  route({
    method: 'GET',
    path: '/tenants/{tenant}/readiness',
    tag,
    summary: 'What to put right before SCIM is switched on, and what has gone wrong since',
    answer: reportSchema,
    handle: ({ params: { tenant } }, { directory }) => directory.readiness(tenant),
  }),
  route({
    method: 'POST',
    path: '/tenants/{tenant}/sign-ins',
    tag,
    summary: 'Report a sign-in: what the identity provider asserted',
    body: z.strictObject({
      protocol: z.enum(['saml', 'oidc']),
      nameId: z.string().min(1).describe('The NameID or `sub`.'),
      email: z.string().min(1).optional(),
      givenName: z.string().optional(),
      familyName: z.string().optional(),
      groups: z
        .array(z.string())
        .readonly()
        .optional()
        .describe('The names of the groups; left out when the assertion says nothing about groups.'),
    }),
    answer: signedInSchema,
    handle: ({ params: { tenant }, body }, { directory }) => directory.signIn(tenant, body),
  }),
  route({
    method: 'POST',
    path: '/tenants/{tenant}/leave-sso',
    tag,
    summary: 'Leave the SSO provider: tokens and sign-in identities end where the profile ties them to it',
    handle: ({ params: { tenant } }, { directory }) => directory.leaveSso(tenant),
  }),
]
