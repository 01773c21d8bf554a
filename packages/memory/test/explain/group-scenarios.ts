import {
  bufProfile,
  defineProfile,
  immutaProfile,
  pulumi2024Profile,
  pulumi2026Profile,
  rfcProfile,
} from '@scimkit/core'
import type { Scenario } from './scenario.ts'
import { group, lookupPath } from './world.ts'

const idp = 'identity provider administrator'
const app = 'application administrator'
const unknown = '2819c223-7f76-453a-919d-413861904646'

/** What goes wrong with groups. */
export const groupScenarios: readonly Scenario[] = [
  {
    failure: 4,
    seen: 'A group is pushed before its members',
    profile: pulumi2024Profile,
    happens: async ({ scim }) => ({ answer: await scim.post('/Groups', group('Analysts', [unknown])) }),
    code: 'MEMBERS_INVALID',
    cause: /pushed before all its members/,
    actor: idp,
  },
  {
    failure: 4,
    seen: 'A group is refused although all its members are there',
    profile: pulumi2026Profile,
    happens: async ({ provision, scim }) => {
      const id = await provision('ada')
      await scim.patch(`/Users/${id}`, [{ op: 'replace', path: 'active', value: false }])
      await scim.post('/Groups', group('Analysts', [id]))
      return { log: 'MEMBERS_DIAGNOSED' }
    },
    code: 'MEMBERS_DIAGNOSED',
    cause: /is deactivated here/,
    actor: idp,
  },
  {
    failure: 4,
    seen: 'A group is pushed, and members are missing',
    profile: immutaProfile,
    happens: async ({ provision, push }) => {
      await push('Analysts', [await provision('ada'), unknown])
      return { log: 'MEMBERS_SKIPPED' }
    },
    code: 'MEMBERS_SKIPPED',
    cause: /the group is incomplete/,
    actor: idp,
  },
  {
    failure: 10,
    seen: 'The lookup of a group finds two',
    profile: pulumi2024Profile,
    happens: async ({ push, directory, scim }) => {
      await push('Analysts')
      await directory.addGroup('acme', { displayName: 'Analysts' })
      await scim.get(lookupPath('/Groups', 'displayName', 'Analysts'))
      return { log: 'LOOKUP_AMBIGUOUS' }
    },
    code: 'LOOKUP_AMBIGUOUS',
    cause: /several groups share a name/,
    actor: app,
  },
  {
    failure: 11,
    seen: 'A group with a long name is refused',
    profile: pulumi2026Profile,
    happens: async ({ ready, scim }) => {
      await ready
      return { answer: await scim.post('/Groups', group('x'.repeat(101))) }
    },
    code: 'DISPLAY_NAME_TOO_LONG',
    cause: /limit to the names of groups/,
    actor: idp,
  },
  {
    failure: 13,
    seen: 'A group is nearly empty after one request',
    happens: async ({ crowd, push, scim }) => {
      const ids = await crowd(5)
      const id = await push('Analysts', ids)
      await scim.patch(`/Groups/${id}`, [{ op: 'replace', path: 'members', value: [{ value: ids[0] }] }])
      return { log: 'GROUP_NEARLY_EMPTIED' }
    },
    code: 'GROUP_NEARLY_EMPTIED',
    cause: /replaced the members when it meant to add/,
    actor: idp,
  },
  {
    failure: 13,
    seen: 'A change of a group is refused with 409',
    profile: defineProfile({ extends: rfcProfile, brakes: { members: { absolute: 2, percent: 50 } } }),
    happens: async ({ crowd, push, scim }) => {
      const id = await push('Analysts', await crowd(4))
      return { answer: await scim.patch(`/Groups/${id}`, [{ op: 'remove', path: 'members' }]) }
    },
    code: 'BRAKE_MEMBERS',
    cause: /`brakes.members`/,
    actor: idp,
  },
  {
    failure: 13,
    seen: 'After a sign-in somebody is in no group any more',
    profile: bufProfile,
    happens: async ({ provision, push, directory }) => {
      await push('analysts', [await provision('ada')])
      const { findings } = await directory.signIn('acme', { protocol: 'saml', nameId: 'ada@example.com' })
      return { finding: findings.find(({ code }) => code === 'MEMBERSHIPS_CLEARED') }
    },
    code: 'MEMBERSHIPS_CLEARED',
    cause: /every sign-in undoes what was pushed/,
    actor: app,
  },
  {
    failure: 16,
    seen: 'A large group takes very long',
    profile: immutaProfile,
    happens: async ({ push }) => {
      await push(
        'Analysts',
        Array.from({ length: 101 }, (_, index) => `nobody-${index}`),
      )
      return { log: 'BATCH_LARGE' }
    },
    code: 'BATCH_LARGE',
    cause: /longer than the identity provider waits/,
    actor: idp,
  },
  {
    failure: 20,
    seen: 'A group cannot be pushed: the name is taken',
    happens: async ({ ready, directory, scim }) => {
      await ready
      await directory.addGroup('acme', { displayName: 'Analysts' })
      await scim.post('/Groups', group('Analysts'))
      return { log: 'UNIQUENESS_VIOLATED' }
    },
    code: 'UNIQUENESS_VIOLATED',
    cause: /A group of that name was made in the application/,
    actor: app,
  },
]
