import { defineProfile, pulumi2024Profile, rfcProfile } from '@scimkit/core'
import { userUrn } from '../protocol/client.ts'
import type { Scenario } from './scenario.ts'
import { lookupPath, person } from './world.ts'

const idp = 'identity provider administrator'
const app = 'application administrator'
const day = 86_400_000

function inDays(days: number): string {
  return new Date(Date.now() + days * day).toISOString()
}

/** What goes wrong between client and server. */
export const clientScenarios: readonly Scenario[] = [
  {
    failure: 2,
    seen: 'Entra ID’s requests work here, and nowhere else',
    happens: async ({ provision, scim }) => {
      const id = await provision('ada')
      await scim.patch(`/Users/${id}`, [{ op: 'Replace', path: 'active', value: 'False' }])
      return { log: 'CLIENT_DEVIATES' }
    },
    code: 'CLIENT_DEVIATES',
    cause: /capitalised operations/,
    actor: idp,
  },
  {
    failure: 3,
    seen: '401: no token arrives',
    happens: async ({ scim }) => ({ answer: await scim.get('/Users', { authorization: '' }) }),
    code: 'CREDENTIALS_MISSING',
    cause: /No token was entered/,
    actor: idp,
  },
  {
    failure: 3,
    seen: '401: the token has expired',
    happens: async ({ issue, scim }) => {
      await issue({ expires: inDays(-1) }, 'old')
      await scim.get('/Users', { authorization: 'Bearer old' })
      return { log: 'CREDENTIALS_INVALID' }
    },
    code: 'CREDENTIALS_INVALID',
    cause: /has expired/,
    actor: app,
  },
  {
    failure: 3,
    seen: 'Provisioning works, but not for long',
    happens: async ({ issue, scim }) => {
      await issue({ expires: inDays(7) }, 'ending')
      await scim.get('/Users', { authorization: 'Bearer ending' })
      return { log: 'TOKEN_EXPIRES_SOON' }
    },
    code: 'TOKEN_EXPIRES_SOON',
    cause: /for a limited time/,
    actor: app,
  },
  {
    failure: 9,
    seen: 'POST of somebody without a user name',
    happens: async ({ ready, scim }) => {
      await ready
      await scim.post('/Users', { schemas: [userUrn], displayName: 'Ada' })
      return { log: 'ATTRIBUTE_REQUIRED' }
    },
    code: 'ATTRIBUTE_REQUIRED',
    cause: /no value in the directory/,
    actor: idp,
  },
  {
    failure: 10,
    seen: 'The lookup itself is refused',
    profile: pulumi2024Profile,
    happens: async ({ ready, scim }) => {
      await ready
      return { answer: await scim.get(lookupPath('/Users', 'displayName', 'Ada')) }
    },
    code: 'FILTER_NOT_ALLOWED',
    cause: /a few filters only/,
    actor: idp,
  },
  {
    failure: 12,
    seen: 'Test Connection ends with 404',
    happens: async ({ ready, scim }) => {
      await ready
      await scim.get('/scim/Users')
      return { log: 'UNKNOWN_ENDPOINT' }
    },
    code: 'UNKNOWN_ENDPOINT',
    cause: /base URL in the identity provider/,
    actor: idp,
  },
  {
    failure: 19,
    seen: 'POST with the default mappings is refused',
    profile: pulumi2024Profile,
    happens: async ({ ready, scim }) => {
      await ready
      return { answer: await scim.post('/Users', person('ada', { title: 'Countess' })) }
    },
    code: 'ATTRIBUTE_UNKNOWN',
    cause: /does not have/,
    actor: idp,
  },
  {
    failure: 22,
    seen: 'Provisioning is back after weeks',
    happens: async ({ ready, heard, scim }) => {
      await ready
      await heard(45)
      await scim.get('/Users')
      return { log: 'SILENCE_ENDED' }
    },
    code: 'SILENCE_ENDED',
    cause: /do not send again/,
    actor: idp,
  },
  {
    failure: 23,
    seen: 'The same task fails every 40 minutes',
    happens: async ({ provision, scim }) => {
      const id = await provision('ada')
      await scim.delete(`/Users/${id}`)
      for (const _ of [1, 2, 3]) await scim.put(`/Users/${id}`, person('ada'))
      return { log: 'FAILURE_REPEATED' }
    },
    code: 'FAILURE_REPEATED',
    cause: /does not go away by itself/,
    actor: idp,
  },
  {
    failure: 24,
    seen: 'The first synchronisation stops with 429',
    options: { limitRate: () => 30 },
    happens: async ({ ready, scim }) => {
      await ready
      return { answer: await scim.post('/Users', person('ada')) }
    },
    code: 'TOO_MANY_REQUESTS',
    cause: /first synchronisation/,
    actor: 'client developer',
  },
  {
    failure: 25,
    seen: 'Twenty people are deactivated at once',
    happens: async ({ crowd, scim }) => {
      for (const id of await crowd(20))
        await scim.patch(`/Users/${id}`, [{ op: 'replace', path: 'active', value: false }])
      return { log: 'DEACTIVATION_WAVE' }
    },
    code: 'DEACTIVATION_WAVE',
    cause: /scope was removed/,
    actor: idp,
  },
  {
    failure: 25,
    seen: 'The third deactivation of the hour is refused with 409',
    profile: defineProfile({
      extends: rfcProfile,
      brakes: { deactivations: { absolute: 2, percent: 50, windowMinutes: 60 } },
    }),
    happens: async ({ crowd, scim }) => {
      for (const id of await crowd(4))
        await scim.patch(`/Users/${id}`, [{ op: 'replace', path: 'active', value: false }])
      return { log: 'BRAKE_DEACTIVATIONS' }
    },
    code: 'BRAKE_DEACTIVATIONS',
    cause: /`brakes.deactivations`/,
    actor: idp,
  },
]
