import { bufProfile, defineProfile, immutaProfile, lastHeard, pulumi2024Profile, rfcProfile } from '@scimkit/core'
import type { Scenario } from './scenario.ts'
import { lookupPath, person } from './world.ts'

const idp = 'identity provider administrator'
const app = 'application administrator'
const personal = 'personal'

/** What goes wrong with accounts. */
export const accountScenarios: readonly Scenario[] = [
  {
    failure: 1,
    seen: 'POST: the address belongs to somebody’s personal account',
    profile: pulumi2024Profile,
    happens: async ({ scim, directory }) => {
      await directory.addAccount(personal, { userName: 'lovelace', email: 'ada@example.com' })
      return { answer: await scim.post('/Users', person('ada')) }
    },
    code: 'UNIQUENESS_VIOLATED',
    cause: /Only its owner can release the address/,
    actor: 'end user',
  },
  {
    failure: 17,
    seen: 'POST: the user name belongs to somebody else’s account',
    profile: pulumi2024Profile,
    happens: async ({ scim, directory }) => {
      await directory.addAccount(personal, { userName: 'ada', email: 'lovelace@example.com' })
      return { answer: await scim.post('/Users', person('ada')) }
    },
    code: 'UNIQUENESS_VIOLATED',
    cause: /Equal names do not prove/,
    actor: idp,
  },
  {
    failure: 1,
    seen: 'POST for an account that was there before provisioning, and is never linked',
    profile: immutaProfile,
    happens: async ({ scim, directory }) => {
      await directory.addAccount('acme', { userName: 'ada' })
      await scim.post('/Users', person('ada'))
      return { log: 'UNIQUENESS_VIOLATED' }
    },
    code: 'UNIQUENESS_VIOLATED',
    cause: /from before provisioning was switched on/,
    actor: app,
  },
  {
    failure: 1,
    seen: 'POST again while the takeover of the account waits',
    profile: defineProfile({ extends: immutaProfile, users: { onCreate: { unmanaged: 'pending' } } }),
    happens: async ({ scim, directory }) => {
      await directory.addAccount('acme', { userName: 'ada' })
      for (const _ of [1, 2]) await scim.post('/Users', person('ada'))
      return { log: 'UNIQUENESS_VIOLATED' }
    },
    code: 'UNIQUENESS_VIOLATED',
    cause: /waits for an administrator/,
    actor: app,
  },
  {
    failure: 5,
    seen: 'POST for somebody whose account is deactivated',
    happens: async ({ provision, scim }) => {
      const id = await provision('ada')
      await scim.patch(`/Users/${id}`, [{ op: 'replace', path: 'active', value: false }])
      await scim.post('/Users', person('ada'))
      return { log: 'UNIQUENESS_VIOLATED' }
    },
    code: 'UNIQUENESS_VIOLATED',
    cause: /to be activated again rather than created/,
    actor: idp,
  },
  {
    failure: 5,
    seen: 'The lookup finds nobody, and the POST after it conflicts',
    happens: async ({ scim, directory }) => {
      await directory.addAccount('acme', { userName: 'ada' })
      await scim.get(lookupPath('/Users', 'userName', 'ada'))
      await scim.post('/Users', person('ada'))
      return { log: 'LOOKUP_THEN_CONFLICT' }
    },
    code: 'LOOKUP_THEN_CONFLICT',
    cause: /SCIM does not show it/,
    actor: app,
  },
  {
    failure: 6,
    seen: 'An account no request has ever been about',
    happens: async ({ directory }) => {
      await directory.addAccount('acme', { userName: 'ada' })
      return { finding: (await directory.orphans('acme')).findings[0] }
    },
    code: 'ACCOUNT_UNMANAGED',
    cause: /older than provisioning/,
    actor: idp,
  },
  {
    failure: 6,
    seen: 'POST takes an invited account over',
    profile: bufProfile,
    happens: async ({ scim, directory }) => {
      await directory.addAccount('acme', { userName: 'lovelace', email: 'ada@example.com', origin: 'invite' })
      await scim.post('/Users', person('ada'))
      return { log: 'ACCOUNT_LINKED' }
    },
    code: 'ACCOUNT_LINKED',
    cause: /was invited/,
    actor: app,
  },
  {
    failure: 7,
    seen: 'After a sign-in the person has two accounts',
    profile: defineProfile({ extends: rfcProfile, login: { jit: true } }),
    happens: async ({ provision, directory }) => {
      await provision('ada.lovelace', { emails: [{ value: 'ada@example.com', type: 'work', primary: true }] })
      const { findings } = await directory.signIn('acme', {
        protocol: 'oidc',
        nameId: '00u1',
        email: 'ada@example.com',
      })
      return { finding: findings.find(({ code }) => code === 'SIGN_IN_UNMATCHED') }
    },
    code: 'SIGN_IN_UNMATCHED',
    cause: /not what it sends as user name/,
    actor: idp,
  },
  {
    failure: 8,
    seen: 'Somebody is assigned, and nothing arrives',
    happens: async ({ provision, log }) => {
      await provision('grace')
      return { finding: (await lastHeard(log, 'acme', { resourceType: 'User', subject: 'ada' })).finding }
    },
    code: 'NOTHING_HEARD',
    cause: /only pushes/,
    actor: idp,
  },
  {
    failure: 14,
    seen: 'A deactivation is answered with 200, and the person still has access',
    happens: async ({ provision, scim }) => {
      const id = await provision('ada')
      const urn = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
      await scim.put(`/Users/${id}`, {
        ...person('ada', { schemas: [urn], [urn]: { active: 'False' } }),
        active: undefined,
      })
      return { log: 'DEACTIVATION_WITHOUT_EFFECT' }
    },
    code: 'DEACTIVATION_WITHOUT_EFFECT',
    cause: /under a name that is not `active`/,
    actor: idp,
  },
  {
    failure: 15,
    seen: 'After a rename there are two accounts',
    happens: async ({ provision }) => {
      await provision('ada', { externalId: '00u1' })
      await provision('ada.king', { externalId: '00u1' })
      return { log: 'ACCOUNT_NEAR_DUPLICATE' }
    },
    code: 'ACCOUNT_NEAR_DUPLICATE',
    cause: /was renamed/,
    actor: idp,
  },
  {
    failure: 15,
    seen: 'A rename is answered with 200, and the old name goes on working',
    profile: immutaProfile,
    happens: async ({ provision, scim }) => {
      const id = await provision('ada')
      await scim.put(`/Users/${id}`, person('ada.king'))
      return { log: 'USER_NAME_KEPT' }
    },
    code: 'USER_NAME_KEPT',
    cause: /keeps user names/,
    actor: app,
  },
  {
    failure: 17,
    seen: 'A new account has a number in its login name',
    profile: bufProfile,
    happens: async ({ provision }) => {
      await provision('bob@a', { emails: [{ value: 'bob@a.example.com', type: 'work' }] })
      await provision('bob@b', { emails: [{ value: 'bob@b.example.com', type: 'work' }] })
      return { log: 'LOGIN_NAME_NUMBERED' }
    },
    code: 'LOGIN_NAME_NUMBERED',
    cause: /give the same name/,
    actor: app,
  },
  {
    failure: 18,
    seen: 'POST is refused, although nobody has the name',
    profile: defineProfile({ extends: rfcProfile, users: { maxActive: 1 } }),
    happens: async ({ provision, scim }) => {
      await provision('ada')
      return { answer: await scim.post('/Users', person('grace')) }
    },
    code: 'SEATS_EXHAUSTED',
    cause: /licence/,
    actor: app,
  },
  {
    failure: 18,
    seen: 'A deactivation is refused',
    happens: async ({ provision, scim, directory }) => {
      const id = await provision('ada')
      await directory.protect('acme', id, true)
      return { answer: await scim.patch(`/Users/${id}`, [{ op: 'replace', path: 'active', value: false }]) }
    },
    code: 'ACCOUNT_PROTECTED',
    cause: /owner/,
    actor: app,
  },
  {
    failure: 21,
    seen: 'An account that was disabled here is active again',
    profile: immutaProfile,
    happens: async ({ provision, scim, directory }) => {
      const id = await provision('ada')
      await directory.setActive('acme', id, false)
      await scim.post('/Users', person('ada'))
      return { log: 'LOCAL_CHANGE_UNDONE' }
    },
    code: 'LOCAL_CHANGE_UNDONE',
    cause: /is the authority/,
    actor: idp,
  },
  {
    failure: 21,
    seen: 'An account that the identity provider had disabled itself is active again',
    profile: immutaProfile,
    happens: async ({ provision, scim }) => {
      const id = await provision('ada')
      await scim.patch(`/Users/${id}`, [{ op: 'replace', path: 'active', value: false }])
      await scim.post('/Users', person('ada'))
      return { log: 'LOCAL_CHANGE_UNDONE' }
    },
    code: 'LOCAL_CHANGE_UNDONE',
    cause: /or by the identity provider itself/,
    actor: idp,
  },
  {
    failure: 25,
    seen: 'PUT without `active`',
    happens: async ({ provision, scim }) => {
      const id = await provision('ada')
      await scim.put(`/Users/${id}`, { ...person('ada', { displayName: 'Ada' }), active: undefined })
      return { log: 'ACTIVE_OMITTED' }
    },
    code: 'ACTIVE_OMITTED',
    cause: /lacks `active`/,
    actor: idp,
  },
  {
    failure: 26,
    seen: 'A rename is refused',
    profile: pulumi2024Profile,
    happens: async ({ provision, scim }) => {
      const id = await provision('ada')
      return { answer: await scim.patch(`/Users/${id}`, [{ op: 'replace', path: 'userName', value: 'ada.king' }]) }
    },
    code: 'ATTRIBUTE_MUTABILITY',
    cause: /sends it with every update/,
    actor: idp,
  },
  {
    failure: 27,
    seen: 'The same person is activated again and again',
    happens: async ({ provision, scim, directory }) => {
      const id = await provision('ada')
      for (const _ of [1, 2, 3]) {
        await directory.setActive('acme', id, false)
        await scim.patch(`/Users/${id}`, [{ op: 'replace', path: 'active', value: true }])
      }
      return { log: 'REACTIVATION_LOOP' }
    },
    code: 'REACTIVATION_LOOP',
    cause: /waits for its first sign-in/,
    actor: app,
  },
]
