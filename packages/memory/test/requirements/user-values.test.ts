import { verifies } from '@scimkit/contract-tests/verifies'
import type { JsonObject } from '@scimkit/core'
import { describe, expect } from 'vitest'
import { enterpriseUrn, error, openClient, userUrn } from '../protocol/client.ts'

/** What comes back of a user's attributes. */
async function kept(attributes: JsonObject): Promise<JsonObject> {
  const client = openClient({ dialect: 'strict' })
  const { path } = await client.user(attributes)
  return (await client.get(path)).body
}

function refuses(attributes: JsonObject) {
  return openClient({ dialect: 'strict' }).post('/Users', { schemas: [userUrn], userName: 'ada', ...attributes })
}

describe('Users: values', () => {
  verifies('S7643-4.1.1-04', 'a formatted name is the client’s alone, so it is never stale by our doing', async () => {
    const client = openClient()
    const { path } = await client.user({ name: { givenName: 'Ada', familyName: 'Byron' } })
    expect((await client.get(path)).body.name).toEqual({ givenName: 'Ada', familyName: 'Byron' })
    const { body } = await client.patch(path, [{ op: 'replace', path: 'name.familyName', value: 'Lovelace' }])
    expect(body.name).toEqual({ givenName: 'Ada', familyName: 'Lovelace' })
  })

  verifies('S7643-4.1.1-05', 'neither nickName nor displayName is made up', async () => {
    const user = await kept({ name: { formatted: 'Ada Lovelace' } })
    expect(user).not.toHaveProperty('nickName')
    expect(user).not.toHaveProperty('displayName')
  })

  verifies('S7643-4.1.1-06', 'profileUrl is a URI', async () => {
    expect(await kept({ profileUrl: 'https://example.com/~ada' })).toMatchObject({
      profileUrl: 'https://example.com/~ada',
    })
    expect(await refuses({ profileUrl: 'not a url' })).toMatchObject(error(400, 'invalidValue'))
  })

  verifies(
    ['S7643-4.1.2-05', 'S7643-4.1.1-06'],
    'no page can be made to run what a photo or a profile leads to, in any dialect (A50)',
    async () => {
      const places = [(uri: string) => ({ photos: [{ value: uri }] }), (uri: string) => ({ profileUrl: uri })]
      const harmful = [
        'javascript:alert(1)',
        'JavaScript:alert(1)',
        'vbscript:x',
        'file:///etc/passwd',
        'ftp://x/y',
        'http:x',
      ]
      for (const dialect of ['strict', 'tolerant'] as const)
        for (const place of places) {
          const client = openClient({ dialect })
          const { path } = await client.user()
          const put = (uri: string) => client.put(path, { schemas: [userUrn], userName: 'ada', ...place(uri) })
          for (const uri of harmful) {
            expect(await put(uri), uri).toMatchObject(error(400, 'invalidValue'))
            const patched = await client.patch(path, [{ op: 'add', value: place(uri) }])
            expect(patched, uri).toMatchObject(error(400, 'invalidValue'))
          }
          for (const uri of ['https://x.example/a.png', 'HTTP://x.example', 'data:image/png;base64,AA=='])
            expect((await put(uri)).body, uri).toMatchObject(place(uri))
        }
    },
  )

  verifies(
    'S7643-4.1.2-05',
    'a photo without a scheme is refused to the letter, and else kept and counted (A50)',
    async () => {
      for (const value of ['photo.jpg', '/photos/1', '//x.example/a.png', 'a/b:c', 'no photo', '100 %', 'ü [x]']) {
        expect(await refuses({ photos: [{ value }] }), value).toMatchObject(error(400, 'invalidValue'))
        const client = openClient()
        const { path } = await client.user({ photos: [{ value }] })
        expect(client.events[0]?.normalisations, value).toEqual({ anyFormat: 1 })
        expect((await client.get(path)).body.photos).toEqual([{ value }])
      }
    },
  )

  verifies('S7643-4.1.1-07', 'language, locale and time zone are kept as they are written', async () => {
    const attributes = { preferredLanguage: 'en-US,en;q=0.8', locale: 'en_US', timezone: 'America/Los_Angeles' }
    expect(await kept(attributes)).toMatchObject(attributes)
  })

  verifies('S7643-2.3.2-01', 'a boolean is true or false, to the letter', async () => {
    for (const active of ['true', 'True', 1, 0])
      expect(await refuses({ active }), String(active)).toMatchObject(error(400, 'invalidValue'))
    expect(await kept({ active: true })).toMatchObject({ active: true })
    const tolerant = openClient({ dialect: 'tolerant' })
    const { path } = await tolerant.user({ active: 'True' })
    expect((await tolerant.get(path)).body.active).toBe(true)
  })

  verifies('S7643-4.1.2-05', 'a photo is a URI that nobody fetches', async () => {
    const photos = [{ value: 'https://nowhere.invalid/ada.png', type: 'photo' }]
    const before = globalThis.fetch
    const asked: unknown[] = []
    globalThis.fetch = (input) => {
      asked.push(input)
      return Promise.reject(new Error('no network here'))
    }
    try {
      expect(await kept({ photos })).toMatchObject({ photos })
    } finally {
      globalThis.fetch = before
    }
    expect(asked).toEqual([])
    expect(await refuses({ photos: [{ value: 'http://[bad' }] })).toMatchObject(error(400, 'invalidValue'))
  })

  verifies('S7643-2.3.7-04', 'a manager nobody knows is kept as it was written', async () => {
    expect(await kept({ [enterpriseUrn]: { manager: { value: 'nobody' } } })).toMatchObject({
      [enterpriseUrn]: { manager: { value: 'nobody' } },
    })
  })

  verifies(['S7643-4.3-03', 'S7643-2.3-02'], 'a manager is an object and a number no text', async () => {
    expect(await refuses({ [enterpriseUrn]: { manager: 'id' } })).toMatchObject(error(400, 'invalidValue'))
    expect(await refuses({ [enterpriseUrn]: { employeeNumber: 123 } })).toMatchObject(error(400, 'invalidValue'))
  })
})
