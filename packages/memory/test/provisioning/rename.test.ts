import {
  immutaProfile,
  type Policy,
  pulumi2021Profile,
  pulumi2024Profile,
  pulumi2026Profile,
  rfcProfile,
} from '@scimkit/core'
import { describe, expect, it } from 'vitest'
import { userUrn } from '../protocol/client.ts'
import { openWorld } from './world.ts'

type Change = Policy['users']['userNameChange']

async function openUser(userNameChange: Change) {
  const world = openWorld({ ...rfcProfile, users: { ...rfcProfile.users, userNameChange } })
  const { path, id, etag } = await world.client.user({ userName: 'ada', title: 'old' })
  return { world, path, id, etag }
}

type World = Awaited<ReturnType<typeof openUser>>

/** How identity providers rename somebody: Okta by PUT, Entra ID by PATCH, with a path or without. */
const renames = {
  PUT: ({ world, path }: World, userName: string) =>
    world.client.put(path, { schemas: [userUrn], userName, title: 'new' }),
  'PATCH with paths': ({ world, path }: World, userName: string) =>
    world.client.patch(path, [
      { op: 'replace', path: 'title', value: 'new' },
      { op: 'Replace', path: 'userName', value: userName },
    ]),
  'PATCH without a path': ({ world, path }: World, userName: string) =>
    world.client.patch(path, [{ op: 'replace', value: { userName, title: 'new' } }]),
}
const cases = Object.entries(renames)

describe('A user name that changes', () => {
  it.each(cases)('D-07: %s: `allow` does it', async (_, rename) => {
    const user = await openUser('allow')
    expect(await rename(user, 'grace')).toMatchObject({ status: 200, body: { userName: 'grace', title: 'new' } })
  })

  it.each(cases)('P-04, D-07: %s: `reject` refuses the request, and applies nothing of it', async (_, rename) => {
    const user = await openUser('reject')
    const before = await user.world.stored(user.id)
    const answer = await rename(user, 'grace')
    expect(answer).toMatchObject({ status: 400, event: { errorCode: 'ATTRIBUTE_MUTABILITY' } })
    expect(await user.world.stored(user.id)).toEqual(before)
  })

  it.each(cases)('I-03, I-04, D-07: %s: `ignore` keeps the name, does the rest, and says so', async (_, rename) => {
    const user = await openUser('ignore')
    const answer = await rename(user, 'grace')
    expect(answer).toMatchObject({ status: 200, body: { userName: 'ada', title: 'new' } })
    expect(answer.event.findings).toEqual(['USER_NAME_KEPT'])
    expect((await user.world.stored(user.id))?.provenance.active).toBe(true)
  })

  it.each(
    cases.flatMap(([name, rename]) => (['reject', 'ignore'] as const).map((how) => [name, how, rename] as const)),
  )('D-07: %s: with `%s` a name that differs in case only is no change of it', async (_, how, rename) => {
    const user = await openUser(how)
    const answer = await rename(user, 'ADA')
    expect(answer).toMatchObject({ status: 200, body: { userName: 'ada', title: 'new' }, event: { findings: [] } })
  })

  it.each([
    { profile: pulumi2024Profile, body: { scimType: 'immutability', detail: "Attribute 'userName' is immutable." } },
    { profile: pulumi2026Profile, body: { scimType: 'immutability', detail: "Attribute 'userName' is immutable." } },
    { profile: pulumi2021Profile, body: { scimType: 'mutability' } },
  ])('P-04, D-01: to take it away is a change as well', async ({ profile, body }) => {
    const world = openWorld(profile)
    const { path } = await world.client.user({ userName: 'ada', displayName: 'Ada' })
    const before = (await world.client.get(path)).body
    for (const removal of [
      { op: 'remove', path: 'userName' },
      { op: 'replace', path: 'userName', value: null },
      { op: 'replace', value: { userName: null } },
      { op: 'replace', path: 'userName', value: '' },
    ]) {
      const answer = await world.client.patch(path, [{ op: 'replace', path: 'displayName', value: 'x' }, removal])
      expect(answer).toMatchObject({ status: 400, event: { errorCode: 'ATTRIBUTE_MUTABILITY' }, body })
    }
    expect((await world.client.get(path)).body).toEqual(before)
  })

  it.each(['allow', 'ignore'] as const)('with `%s` to take it away is what it is by the schema', async (how) => {
    const { world, path } = await openUser(how)
    const answer = await world.client.patch(path, [{ op: 'remove', path: 'userName' }])
    expect(answer).toMatchObject({ status: 400, event: { errorCode: 'ATTRIBUTE_REQUIRED_REMOVED' } })
  })

  it('I-03: where nothing else changes, the version does not', async () => {
    const { world, path, etag } = await openUser('ignore')
    const put = await world.client.put(path, { schemas: [userUrn], userName: 'grace', title: 'old' })
    const patch = await world.client.patch(path, [{ op: 'replace', path: 'userName', value: 'grace' }])
    expect([put.headers.etag, patch.headers.etag]).toEqual([etag, etag])
  })

  it.each([pulumi2024Profile, pulumi2026Profile, immutaProfile])(
    'RW-P3: once the mapping applies on creation only, a PUT without the name succeeds',
    async (profile) => {
      const world = openWorld(profile)
      const { path } = await world.client.user({ userName: 'ada' })
      const answer = await world.client.put(path, { schemas: [userUrn], displayName: 'Ada' })
      expect(answer).toMatchObject({ status: 200, body: { userName: 'ada', displayName: 'Ada' } })
    },
  )

  it('where names change, a PUT without one is still refused', async () => {
    const { world, path } = await openUser('allow')
    expect((await world.client.put(path, { schemas: [userUrn], title: 'new' })).status).toBe(400)
  })
})
