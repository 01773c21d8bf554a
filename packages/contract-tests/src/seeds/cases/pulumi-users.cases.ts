import { expect } from 'vitest'
import { pulumi, type SeedCase } from '../case.ts'
import { byUserName, person, provision, userBody } from '../people.ts'
import { expectQuoted } from './pulumi-conflicts.cases.ts'

const immutable = { status: 400, scimType: 'immutability', detail: "Attribute 'userName' is immutable." } as const
const unknownPath = (path: string) =>
  ({ status: 400, scimType: 'invalidPath', detail: `Unknown path: ${path}.` }) as const

/** What a user is and may become. */
export const pulumiUserCases: readonly SeedCase[] = [
  {
    ids: ['P-04', 'D-01', 'D-07'],
    profiles: pulumi,
    title: 'another userName in PUT or PATCH is refused, and nothing else of the request is done',
    run: async (world) => {
      const id = await provision(world, 'ada')
      const before = await world.scim.get(`/Users/${id}`)
      const renamed = userBody(world.name('eve'), world.email('ada'), { displayName: 'Changed' })
      expectQuoted(world, await world.scim.put(`/Users/${id}`, renamed), immutable)
      const value = { userName: world.name('eve'), displayName: 'Changed' }
      expectQuoted(world, await world.scim.patch(`/Users/${id}`, [{ op: 'replace', value }]), immutable)
      const path = [{ op: 'replace', path: 'userName', value: world.name('eve') }]
      expectQuoted(world, await world.scim.patch(`/Users/${id}`, path), immutable)
      expect((await world.scim.get(`/Users/${id}`)).body).toEqual(before.body)
    },
  },
  {
    ids: ['P-04'],
    profiles: pulumi,
    title: 'the same userName is no change, whatever its case',
    run: async (world) => {
      const id = await provision(world, 'ada')
      const same = userBody(world.name('ada').toUpperCase(), world.email('ada'), { displayName: 'Ada L.' })
      expect(await world.scim.put(`/Users/${id}`, same)).toMatchObject({ status: 200, body: { displayName: 'Ada L.' } })
    },
  },
  {
    ids: ['P-05', 'D-06'],
    profiles: pulumi,
    title: 'an attribute outside the list is refused in POST, PUT and PATCH, with its path, and nothing is done',
    run: async (world) => {
      const titled = person(world, 'ada', { title: 'Countess' })
      expectQuoted(world, await world.scim.post('/Users', titled), unknownPath('title'))
      expect((await world.scim.get(byUserName(world.name('ada')))).body.totalResults).toBe(0)
      const id = await provision(world, 'ada')
      const before = await world.scim.get(`/Users/${id}`)
      expectQuoted(world, await world.scim.put(`/Users/${id}`, titled), unknownPath('title'))
      const patches = [
        [{ op: 'add', path: 'title', value: 'Countess' }],
        [{ op: 'replace', value: { displayName: 'Changed', title: 'Countess' } }],
        [{ op: 'remove', path: 'title' }],
      ]
      for (const operations of patches) {
        expectQuoted(world, await world.scim.patch(`/Users/${id}`, operations), unknownPath('title'))
      }
      expect((await world.scim.get(`/Users/${id}`)).body).toEqual(before.body)
    },
  },
  {
    ids: ['P-05', 'P-31'],
    profiles: pulumi,
    title:
      'sub-attributes, roles and the enterprise extension are unknown as well; a password, which Okta always sends, is dropped',
    run: async (world) => {
      const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
      const beyond = [
        { roles: [{ value: 'admin' }] },
        { entitlements: [{ value: 'x' }] },
        { name: { givenName: 'Ada', familyName: 'L.', middleName: 'K.' } },
        { [enterprise]: { department: 'Engines' } },
      ]
      for (const more of beyond) {
        const answer = await world.scim.post('/Users', person(world, 'ada', more))
        expect(answer, JSON.stringify(more)).toMatchObject({ status: 400, body: { scimType: 'invalidPath' } })
        expect(answer.body.detail).toMatch(/^Unknown path: .+\.$/)
      }
      const both = { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', enterprise] }
      const secret = { password: 'correct horse battery staple' }
      const created = await world.scim.post('/Users', person(world, 'ada', { ...both, ...secret }))
      expect(created.status).toBe(201)
      expect(JSON.stringify(await world.directory.account(world.tenant, String(created.body.id)))).not.toContain(
        'horse',
      )
    },
  },
  {
    ids: ['P-31'],
    profiles: ['pulumi-2021', ...pulumi],
    title: 'there is no bulk, no sorting and no ETag: bulk is answered with 501, and the rest is ignored',
    run: async (world) => {
      const none = { supported: false }
      const announced = await world.scim.get('/ServiceProviderConfig')
      expect(announced.body).toMatchObject({ bulk: none, sort: none, etag: none })
      expect((await world.scim.post('/Bulk', {})).status).toBe(501)
      await provision(world, 'zoe')
      const id = await provision(world, 'ada')
      expect((await world.scim.get(`/Users/${id}`)).body.meta).not.toHaveProperty('version')
      const unsorted = await world.scim.get('/Users')
      expect(unsorted.body.Resources).toHaveLength(2)
      expect((await world.scim.get('/Users?sortBy=userName&sortOrder=descending')).body).toEqual(unsorted.body)
      expect((await world.scim.get('/Users?sortBy=userName&sortOrder=ascending')).body).toEqual(unsorted.body)
    },
  },
  {
    ids: ['P-05', 'P-31'],
    profiles: pulumi,
    title: 'an address beside the one for work is left out of a body, and an unknown path in a PATCH',
    run: async (world) => {
      const work = { value: world.email('ada'), type: 'work', primary: true }
      const home = { value: world.email('home'), type: 'home' }
      const id = await provision(world, 'ada', { emails: [home, work] })
      expect((await world.scim.get(`/Users/${id}`)).body.emails).toEqual([work])
      const path = 'emails[type eq "home"].value'
      for (const op of ['add', 'replace']) {
        const answer = await world.scim.patch(`/Users/${id}`, [{ op, path, value: home.value }])
        expectQuoted(world, answer, unknownPath(path))
      }
      expect((await world.scim.get(`/Users/${id}`)).body.emails).toEqual([work])
    },
  },
  {
    ids: ['P-06', 'D-05'],
    profiles: pulumi,
    title: 'the attributes of the list are taken and stored',
    run: async (world) => {
      const id = await provision(world, 'ada', { displayName: 'Ada', active: true })
      const operations = [
        { op: 'replace', path: 'name.givenName', value: 'Augusta' },
        { op: 'replace', path: 'displayName', value: 'Augusta' },
        { op: 'replace', path: 'active', value: false },
      ]
      expect((await world.scim.patch(`/Users/${id}`, operations)).status).toBeLessThan(300)
      expect((await world.scim.get(`/Users/${id}`)).body).toMatchObject({
        userName: world.name('ada'),
        name: { givenName: 'Augusta', familyName: 'Lovelace' },
        displayName: 'Augusta',
        active: false,
        emails: [{ value: world.email('ada') }],
      })
    },
  },
  {
    ids: ['P-06', 'D-05'],
    profiles: ['pulumi-2024'],
    title: 'the bare names of the page stand for those of the schema',
    run: async (world) => {
      const bare = {
        schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
        userName: world.name('ada'),
        givenName: 'Ada',
        familyName: 'Lovelace',
        email: world.email('ada'),
      }
      const created = await world.scim.post('/Users', bare)
      expect(created).toMatchObject({
        status: 201,
        body: {
          name: { givenName: 'Ada', familyName: 'Lovelace' },
          emails: [{ value: world.email('ada'), type: 'work' }],
        },
      })
      const path = `/Users/${created.body.id}`
      await world.scim.patch(path, [{ op: 'replace', path: 'givenName', value: 'Augusta' }])
      expect((await world.scim.get(path)).body.name.givenName).toBe('Augusta')
    },
  },
  {
    ids: ['P-23', 'D-10'],
    profiles: ['pulumi-2021', ...pulumi],
    title: 'DELETE on a user is not offered, and deletes nothing',
    run: async (world) => {
      const id = await provision(world, 'ada')
      expect((await world.scim.delete(`/Users/${id}`)).status).toBe(501)
      expect((await world.scim.get(`/Users/${id}`)).status).toBe(200)
    },
  },
  {
    ids: ['P-24'],
    profiles: ['pulumi-2021', ...pulumi],
    title: 'active:false keeps the account, and active:true brings it back',
    run: async (world) => {
      const id = await provision(world, 'ada')
      for (const active of [false, true]) {
        await world.scim.patch(`/Users/${id}`, [{ op: 'replace', value: { active } }])
        expect((await world.scim.get(`/Users/${id}`)).body).toMatchObject({ id, active, displayName: 'Ada Lovelace' })
        expect((await world.directory.account(world.tenant, id)).provenance.active).toBe(active)
      }
    },
  },
  {
    ids: ['P-29', 'D-20'],
    profiles: ['pulumi-2021', ...pulumi],
    title: 'the externalId of a user is taken without an error and never stored',
    run: async (world) => {
      const created = await world.scim.post('/Users', person(world, 'ada', { externalId: 'x-1' }))
      expect(created.status).toBe(201)
      const path = `/Users/${created.body.id}`
      const patched = await world.scim.patch(path, [{ op: 'replace', path: 'externalId', value: 'x-2' }])
      expect(patched.status).toBeLessThan(300)
      expect([created.body, (await world.scim.get(path)).body].filter((body) => 'externalId' in body)).toEqual([])
    },
  },
  {
    ids: ['P-27'],
    profiles: ['pulumi-2021', ...pulumi],
    title: 'only userName eq for users and displayName eq for groups are answered',
    run: async (world) => {
      await provision(world, 'ada')
      expect((await world.scim.get(byUserName(world.name('ADA')))).body.totalResults).toBe(1)
      const others = [
        '/Users?filter=userName%20sw%20%22a%22',
        '/Users?filter=active%20eq%20true',
        '/Users?filter=userName%20eq%20%22a%22%20or%20userName%20eq%20%22b%22',
        '/Groups?filter=userName%20eq%20%22a%22',
        '/Groups?filter=displayName%20co%20%22a%22',
      ]
      for (const path of others) {
        expect(await world.scim.get(path), path).toMatchObject({ status: 400, body: { scimType: 'invalidFilter' } })
      }
    },
  },
  {
    ids: ['P-28', 'D-19'],
    profiles: ['pulumi-2021', ...pulumi],
    title: 'a count above 100 is refused, 100 is not',
    run: async ({ scim }) => {
      expect((await scim.get('/Users?count=101')).status).toBe(400)
      expect((await scim.get('/Users?count=100')).status).toBe(200)
    },
  },
]
