import * as z from 'zod'
import { type Route, route } from '../route.ts'
import { accountSchema } from '../shapes/account.ts'
import { named } from '../shapes/named.ts'

const one = '/tenants/{tenant}/accounts/{id}'
const tag = 'accounts'
const answer = accountSchema

/** What people and administrators do to an account. */
export const accountActionRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: `${one}/disable`,
    tag,
    summary: 'Deactivate an account',
    answer,
    handle: ({ params: { tenant, id } }, { directory }) => directory.setActive(tenant, id, false),
  }),
  route({
    method: 'POST',
    path: `${one}/enable`,
    tag,
    summary: 'Activate an account',
    answer,
    handle: ({ params: { tenant, id } }, { directory }) => directory.setActive(tenant, id, true),
  }),
  route({
    method: 'POST',
    path: `${one}/rename`,
    tag,
    summary: 'Change the user name of an account',
    body: z.strictObject({ userName: z.string().min(1) }),
    answer,
    handle: ({ params: { tenant, id }, body }, { directory }) => directory.rename(tenant, id, body.userName),
  }),
  route({
    method: 'POST',
    path: `${one}/change-email`,
    tag,
    summary: 'Change the e-mail address of an account',
    body: z.strictObject({ email: z.string().min(1) }),
    answer,
    handle: ({ params: { tenant, id }, body }, { directory }) => directory.changeEmail(tenant, id, body.email),
  }),
  route({
    method: 'POST',
    path: `${one}/release-email`,
    tag,
    summary: 'Take the e-mail address off an account',
    answer,
    handle: ({ params: { tenant, id } }, { directory }) => directory.changeEmail(tenant, id, undefined),
  }),
  route({
    method: 'POST',
    path: `${one}/protect`,
    tag,
    summary: 'Protect an account against being deactivated or deleted through SCIM, or no longer',
    body: z.strictObject({ protected: z.boolean() }),
    answer,
    handle: ({ params: { tenant, id }, body }, { directory }) => directory.protect(tenant, id, body.protected),
  }),
  route({
    method: 'POST',
    path: `${one}/connect`,
    tag,
    summary: 'Connect a sign-in identity of a tenant to an account, which joins that tenant if it is of another',
    body: z.strictObject({ tenant: z.string().min(1), nameId: z.string().min(1) }),
    answer,
    handle: ({ params, body }, { directory }) => directory.connect(params, body),
  }),
  route({
    method: 'POST',
    path: `${one}/approve`,
    tag,
    summary: 'Let a takeover that waits happen',
    answer,
    handle: ({ params: { tenant, id } }, { directory }) => directory.decide(tenant, id, 'approve'),
  }),
  route({
    method: 'POST',
    path: `${one}/reject`,
    tag,
    summary: 'Refuse a takeover that waits: the account is as it was before',
    answer,
    handle: ({ params: { tenant, id } }, { directory }) => directory.decide(tenant, id, 'reject'),
  }),
  route({
    method: 'GET',
    path: `${one}/effective-groups`,
    tag,
    summary: 'The groups that give a person access now',
    answer: named('EffectiveGroups', z.object({ groups: z.array(z.string()).readonly() })),
    handle: async ({ params: { tenant, id } }, { directory }) => ({
      groups: await directory.effectiveGroups(tenant, id),
    }),
  }),
]
