import { expect } from 'vitest'
import { every, type SeedCase } from '../case.ts'
import { person, provision } from '../people.ts'

/** What holds under every profile. */
export const wireCases: readonly SeedCase[] = [
  {
    ids: ['D-02', 'D-03'],
    profiles: every,
    title: 'an error is never wrapped, and its status has the type the profile says',
    run: async ({ scim, profile }) => {
      const { body } = await scim.get('/Users/nobody')
      expect(body).not.toHaveProperty('response')
      expect(body.status).toBe(profile.errors.statusType === 'number' ? 404 : '404')
    },
  },
  {
    ids: ['D-09', 'D-10'],
    profiles: ['rfc'],
    title: 'a deleted user does not stand in the way of a new one (RFC 7644 §3.6), a deactivated one does',
    run: async (world) => {
      const gone = await provision(world, 'ada')
      expect((await world.scim.delete(`/Users/${gone}`)).status).toBe(204)
      const fresh = await provision(world, 'ada')
      expect(fresh).not.toBe(gone)
      await world.scim.patch(`/Users/${fresh}`, [{ op: 'replace', path: 'active', value: false }])
      expect((await world.scim.post('/Users', person(world, 'ada'))).status).toBe(409)
    },
  },
  {
    ids: ['D-07', 'D-01'],
    profiles: ['rfc', 'buf'],
    title: 'a user name can be changed',
    run: async (world) => {
      const id = await provision(world, 'ada')
      const rename = [{ op: 'replace', path: 'userName', value: world.name('eve') }]
      expect(await world.scim.patch(`/Users/${id}`, rename)).toMatchObject({
        status: 200,
        body: { userName: world.name('eve') },
      })
    },
  },
  {
    ids: ['D-19'],
    profiles: ['rfc', 'immuta', 'buf'],
    title: 'a count above the maximum is clamped',
    run: async ({ scim }) => {
      expect((await scim.get('/Users?count=100000')).status).toBe(200)
    },
  },
]
