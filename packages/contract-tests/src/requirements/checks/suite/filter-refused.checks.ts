import { resourcesOf } from '../answer.ts'
import { type Check, withNeed } from '../check.ts'
import { demand, expectError, expectRefused, expectStatus } from '../expect.ts'
import { publishes, supports } from '../needs.ts'
import { query } from '../probe/client.ts'
import { expectInvalidFilter } from './found.ts'

const ordering = [
  ['S7644-3.4.2.2-14', 'gt'],
  ['S7644-3.4.2.2-15', 'ge'],
  ['S7644-3.4.2.2-16', 'lt'],
  ['S7644-3.4.2.2-17', 'le'],
] as const

const booleansHaveNoOrder = ordering.map(
  ([id, operator]): Check => ({
    ids: [id],
    title: `${operator} on a boolean is refused`,
    needs: publishes('User', 'active'),
    run: (probe) => expectInvalidFilter(probe, `active ${operator} true`),
  }),
)

/** Filters that have to be refused (RFC 7644 §3.4.2.2). */
export const filterRefusedChecks: readonly Check[] = withNeed(supports('filter'), [
  ...booleansHaveNoOrder,
  {
    ids: ['S7644-3.4.2.2-02'],
    title: 'a filter without an expression is refused',
    run: async ({ type, get }) => {
      for (const filter of [' ', '()']) expectError(await get(`${type('User').endpoint}${query({ filter })}`), 400)
    },
  },
  {
    ids: ['S7644-3.4.2.2-03', 'S7644-3.4.2.2-23'],
    title: 'a filter that is not as the grammar has it is refused',
    run: async (probe) => {
      const broken = ['userName', 'userName eq', 'eq "x"', 'userName "x"', 'userName eq "a" "b"', '(userName eq "a"']
      // Not among them: single quotes, which a sample of the RFC has.
      const odd = ['userName = "x"', 'userName eq "a" and', 'userName eq "a" and or id eq "b"']
      for (const filter of [...broken, ...odd, 'userName eq "x" garbage']) await expectInvalidFilter(probe, filter)
    },
  },
  {
    ids: ['S7644-3.4.2.2-35'],
    title: 'an operator that does not exist is refused',
    run: async (probe) => {
      for (const filter of ['userName regex "x"', 'userName like "x"']) {
        expectStatus(await probe.get(`${probe.type('User').endpoint}${query({ filter })}`), 400)
      }
    },
  },
  {
    ids: ['S7644-3.4.2.2-28'],
    title: 'what stands in the brackets of a value path is a filter over its sub-attributes',
    needs: publishes('User', 'emails.value'),
    run: async (probe) => {
      for (const filter of ['emails[]', 'emails[type eq]', 'emails[type eq "work"']) {
        await expectInvalidFilter(probe, filter)
      }
    },
  },
  {
    ids: ['S7644-3.4.2.2-40'],
    title: 'a password cannot be guessed by filters',
    needs: publishes('User', 'password'),
    run: async ({ user, type, get }) => {
      const password = 'Tr0ub4dor&3-guess'
      const { body } = await user({ password })
      const filter = `userName eq ${JSON.stringify(body.userName)} and password sw "Tr0"`
      const answer = await get(`${type('User').endpoint}${query({ filter })}`)
      if (answer.status !== 200) return expectRefused(answer)
      demand(answer, resourcesOf(answer).length === 0, 'no user: who can search for a password can find it out')
    },
  },
  {
    ids: ['S7644-3.4.2.2-39'],
    title: 'a filter on an attribute that does not exist is refused',
    run: async ({ type, get }) => {
      const answer = await get(`${type('User').endpoint}${query({ filter: 'doesNotExist eq "x"' })}`)
      expectError(answer, 400, 'invalidFilter')
    },
  },
])
