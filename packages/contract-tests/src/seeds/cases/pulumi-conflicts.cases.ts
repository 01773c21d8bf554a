import { expect } from 'vitest'
import { pulumi, type SeedCase } from '../case.ts'
import { assigns } from '../idp/sequences.ts'
import { byUserName, person, provision, userBody } from '../people.ts'
import type { ScimAnswer, SeedWorld } from '../world.ts'

const errorSchema = 'urn:ietf:params:scim:api:messages:2.0:Error'

/** The error a page quotes, byte for byte in its values, the status in the type of that page. */
function quoted({ profile }: SeedWorld, error: { status: number; scimType: string; detail: string }): object {
  const status = profile.errors.statusType === 'number' ? error.status : String(error.status)
  return { schemas: [errorSchema], ...error, status }
}

/** Asserts that the answer is exactly the error a page quotes. */
export function expectQuoted(
  world: SeedWorld,
  answer: ScimAnswer,
  error: { status: number; scimType: string; detail: string },
): void {
  expect(answer.status).toBe(error.status)
  expect(answer.contentType).toContain('application/scim+json')
  expect(answer.body).toEqual(quoted(world, error))
}

const emailInUse = (email: string) =>
  ({ status: 409, scimType: 'uniqueness', detail: `Email ${email} already in use by another Pulumi account.` }) as const
const nameInUse = (userName: string) =>
  ({ status: 409, scimType: 'uniqueness', detail: `User with userName ${userName} already exists.` }) as const

/** Somebody outside the organization who has the address, the name, or both. */
export function foreigner({ directory, personal }: SeedWorld, account: { userName: string; email?: string }) {
  return directory.addAccount(personal, account)
}

/** Conflicts of e-mail and user name. */
export const pulumiConflictCases: readonly SeedCase[] = [
  {
    ids: ['P-01', 'P-12', 'D-02', 'D-11'],
    profiles: pulumi,
    title: 'POST with the e-mail of an account outside the organization conflicts, in the words of the page',
    run: async (world) => {
      await foreigner(world, { userName: world.name('other'), email: world.email('ada') })
      const sent = { ...person(world, 'ada'), emails: [{ value: world.email('ada').toUpperCase(), type: 'work' }] }
      expectQuoted(world, await world.scim.post('/Users', sent), emailInUse(world.email('ada').toUpperCase()))
      expect((await world.scim.get(byUserName(world.name('ada')))).body.totalResults).toBe(0)
    },
  },
  {
    ids: ['P-02'],
    profiles: pulumi,
    title: 'PUT and PATCH that would set a taken e-mail conflict too, and change nothing',
    run: async (world) => {
      await foreigner(world, { userName: world.name('other'), email: world.email('taken') })
      const id = await provision(world, 'ada')
      const before = await world.scim.get(`/Users/${id}`)
      const body = userBody(world.name('ada'), world.email('taken'), { displayName: 'Changed' })
      expectQuoted(world, await world.scim.put(`/Users/${id}`, body), emailInUse(world.email('taken')))
      const operations = [
        { op: 'replace', path: 'displayName', value: 'Changed' },
        { op: 'replace', path: 'emails[type eq "work"].value', value: world.email('taken') },
      ]
      expectQuoted(world, await world.scim.patch(`/Users/${id}`, operations), emailInUse(world.email('taken')))
      expect((await world.scim.get(`/Users/${id}`)).body).toEqual(before.body)
    },
  },
  {
    ids: ['P-03', 'P-12', 'P-14'],
    profiles: pulumi,
    title: 'POST with the userName of any other account conflicts, and links nothing',
    run: async (world) => {
      const other = await foreigner(world, { userName: world.name('ada'), email: world.email('somebody') })
      expectQuoted(world, await world.scim.post('/Users', person(world, 'ada')), nameInUse(world.name('ada')))
      expect(await world.directory.account(world.personal, other.id)).toEqual(other)
    },
  },
  {
    ids: ['P-03', 'P-14'],
    profiles: pulumi,
    title: 'somebody invited with the same userName and another e-mail is not linked either',
    run: async (world) => {
      const account = { userName: world.name('ada'), email: world.email('invited'), origin: 'invite' } as const
      const invited = await world.directory.addAccount(world.tenant, account)
      expectQuoted(world, await world.scim.post('/Users', person(world, 'ada')), nameInUse(world.name('ada')))
      expect(await world.directory.account(world.tenant, invited.id)).toEqual(invited)
    },
  },
  {
    ids: ['P-03', 'P-12', 'P-14'],
    profiles: pulumi,
    title: 'a userName that somebody else has is a conflict, also when the e-mail is that of a connected account',
    run: async (world) => {
      await foreigner(world, { userName: world.name('ada') })
      const old = await foreigner(world, { userName: world.name('old'), email: world.email('ada') })
      await world.directory.connect(old, { tenant: world.tenant, nameId: world.email('ada') })
      const before = await world.directory.account(world.tenant, old.id)
      expectQuoted(world, await world.scim.post('/Users', person(world, 'ada')), nameInUse(world.name('ada')))
      expect(await world.directory.account(world.tenant, old.id)).toEqual(before)
    },
  },
  {
    ids: ['P-01', 'P-03', 'D-18'],
    profiles: ['pulumi-2021', ...pulumi],
    title: 'when e-mail and userName are both taken, the e-mail is told first',
    run: async (world) => {
      await foreigner(world, { userName: world.name('ada'), email: world.email('ada') })
      const answer = await world.scim.post('/Users', person(world, 'ada'))
      expect(answer).toMatchObject({ status: 409, body: { scimType: 'uniqueness' } })
      expect(answer.body.detail).toContain(world.email('ada'))
    },
  },
  {
    ids: ['P-11', 'P-17', 'P-18', 'D-18'],
    profiles: ['pulumi-2021', ...pulumi],
    title: 'a conflict is in the log, with who has to act, and nothing of the other tenant',
    run: async (world) => {
      const other = await foreigner(world, { userName: world.name('other'), email: world.email('ada') })
      await world.scim.post('/Users', person(world, 'ada'))
      const [entry] = await world.log.query(world.tenant, { outcome: 'failure' })
      expect(entry).toMatchObject({ status: 409, errorCode: 'UNIQUENESS_VIOLATED', operation: 'create' })
      expect(entry?.findings).toMatchObject([{ code: 'UNIQUENESS_VIOLATED', conflict: { where: 'elsewhere' } }])
      const told = JSON.stringify(entry)
      for (const secret of [other.id, world.personal, world.name('other')]) expect(told).not.toContain(secret)
    },
  },
  {
    ids: ['P-15', 'P-16'],
    profiles: pulumi,
    title: 'a retry under another name conflicts while that is taken, and succeeds when it is free',
    run: async (world) => {
      await foreigner(world, { userName: world.name('ada') })
      await foreigner(world, { userName: world.name('lovelace') })
      const as = (first: string) => world.scim.post('/Users', userBody(world.name(first), world.email('ada')))
      expectQuoted(world, await as('ada'), nameInUse(world.name('ada')))
      expectQuoted(world, await as('lovelace'), nameInUse(world.name('lovelace')))
      expectQuoted(world, await as('ada'), nameInUse(world.name('ada')))
      expect((await as('countess')).status).toBe(201)
    },
  },
  {
    ids: ['P-37'],
    profiles: pulumi,
    title: 'an account of another organization conflicts until its owner connects it to this one',
    run: async (world) => {
      const account = {
        userName: world.name('old'),
        email: world.email('ada'),
        origin: 'invite',
        signIn: 'old',
      } as const
      const old = await world.directory.addAccount(world.elsewhere, account)
      expectQuoted(world, await world.scim.post('/Users', person(world, 'ada')), emailInUse(world.email('ada')))
      await world.directory.connect(old, { tenant: world.tenant, nameId: world.email('ada') })
      const linked = await world.scim.post('/Users', person(world, 'ada'))
      expect(linked).toMatchObject({ status: 201, body: { id: old.id } })
    },
  },
  {
    ids: ['D-08', 'D-22'],
    profiles: ['pulumi-2021', ...pulumi],
    title: 'somebody invited is hidden from the look-up of Okta and Entra ID, and adopted by the POST that follows',
    run: async (world) => {
      for (const [idp, assign] of Object.entries(assigns)) {
        const first = idp.replaceAll(' ', '').toLowerCase()
        const [userName, email] = [world.name(first), world.email(first)]
        const invited = await world.directory.addAccount(world.tenant, { userName, email, origin: 'invite' })
        const { found, answer } = await assign(world, { userName, email })
        expect(found, idp).toBe(false)
        expect(answer, idp).toMatchObject({ status: 201, body: { id: invited.id, userName } })
        expect((await assign(world, { userName, email })).found, idp).toBe(true)
      }
    },
  },
]
