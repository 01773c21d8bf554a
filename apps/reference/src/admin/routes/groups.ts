import { z } from 'zod'
import { type Route, route } from '../route.ts'
import { groupSchema, pageQuery, whichSchema } from '../shapes/account.ts'
import { named } from '../shapes/named.ts'

const all = '/tenants/{tenant}/groups'
const one = '/tenants/{tenant}/groups/{id}'
const tag = 'groups'
const ids = z.array(z.string()).readonly()

/** Groups: those of the identity provider, and local ones beside them (P-10). */
export const groupRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: all,
    tag,
    summary: 'List groups',
    query: z.strictObject({
      which: whichSchema.optional().describe('`live` when left out.'),
      displayName: z.string().optional(),
      ...pageQuery,
    }),
    answer: named('Groups', z.object({ groups: z.array(groupSchema).readonly() })),
    handle: async ({ params: { tenant }, query }, { directory }) => ({ groups: await directory.groups(tenant, query) }),
  }),
  route({
    method: 'POST',
    path: all,
    tag,
    summary: 'Create a local group',
    body: z.strictObject({ displayName: z.string().min(1), members: ids.optional() }),
    status: 201,
    answer: groupSchema,
    handle: ({ params: { tenant }, body: { displayName, members = [] } }, { directory }) =>
      directory.addGroup(tenant, { displayName, members }),
  }),
  route({
    method: 'DELETE',
    path: one,
    tag,
    summary: 'Delete a group',
    handle: ({ params: { tenant, id } }, { directory }) => directory.deleteGroup(tenant, id),
  }),
  route({
    method: 'POST',
    path: `${one}/members`,
    tag,
    summary: 'Add members to a group and take members out of it',
    body: z.strictObject({ add: ids.optional(), remove: ids.optional() }),
    answer: groupSchema,
    handle: ({ params: { tenant, id }, body: { add = [], remove = [] } }, { directory }) =>
      directory.changeMembers(tenant, id, { add, remove }),
  }),
]
