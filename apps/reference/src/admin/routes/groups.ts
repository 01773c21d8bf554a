import * as z from 'zod'
import { type Route, route } from '../route.ts'
import { groupSchema, groupsSchema, groupWithMembersSchema, pageQuery, whichSchema } from '../shapes/account.ts'

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
    answer: groupsSchema,
    handle: ({ params: { tenant }, query }, { directory }) => directory.groups(tenant, query),
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
    method: 'GET',
    path: one,
    tag,
    summary: 'Read a group, with one page of its members',
    query: z.strictObject(pageQuery),
    answer: groupWithMembersSchema,
    handle: ({ params: { tenant, id }, query }, { directory }) => directory.group(tenant, id, query),
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
