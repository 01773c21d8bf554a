import { verifies } from '@scimkit/contract-tests/verifies'
import { type ResourceTypeDefinition, userResourceType } from '@scimkit/core'
import { describe, expect } from 'vitest'
import { baseUrl, error, openClient, query, userUrn } from '../protocol/client.ts'
import { widgets } from './corpus.ts'

describe('Comparison', () => {
  verifies('S7643-2.4-05', 'a reference is the same with, without and with another version', async () => {
    const client = openClient()
    const user = await client.user()
    const plain = `https://app.example.com/scim${user.path}`
    const references = [
      `${baseUrl}${user.path}`,
      plain,
      `https://app.example.com/scim/v1${user.path}`,
      user.path.slice(1),
    ]
    const group = await client.group({ members: references.map(($ref) => ({ $ref })) })
    expect(await client.values(group.path, 'members')).toEqual([user.id])
    for (const $ref of references.slice(0, 3)) {
      const { body } = await client.get(`/Groups${query({ filter: `members.$ref eq "${$ref}"` })}`)
      expect(body.totalResults, $ref).toBe(1)
    }
  })

  verifies('S7643-2.4-06', 'a reference is the same in every spelling of its URI', async () => {
    const { find } = await widgets(
      { name: 'w', link: 'https://example.com/a/%7euser?x=%2f' },
      { name: 'v', link: 'https://example.com/b' },
    )
    for (const link of [
      'https://example.com/a/~user?x=%2F',
      'HTTPS://Example.COM:443/a/b/../%7Euser?x=%2F',
      'https://example.com/./a/~user?x=%2f',
    ])
      expect(await find(`link eq "${link}"`), link).toEqual(['w'])
    expect(await find('link eq "https://example.com/A/~user?x=%2F"')).toEqual([])
  })

  verifies('S7644-5-01', 'a userName is prepared before it is compared: width, composition, case', async () => {
    const client = openClient({ dialect: 'strict' })
    const add = (userName: string) => client.post('/Users', { schemas: [userUrn], userName })
    for (const userName of ['bjensen', 'ren\u00e9']) expect((await add(userName)).status).toBe(201)
    for (const twin of ['ＢＪＥＮＳＥＮ', 'BJENSEN', 'Rene\u0301', 'REN\u00c9'])
      expect(await add(twin), twin).toMatchObject(error(409, 'uniqueness'))
    for (const refused of ['a\u0000b', 'a\u200bb', 'a\u202eb', '\u0007'])
      expect(await add(refused), JSON.stringify(refused)).toMatchObject(error(400, 'invalidValue'))
    expect((await client.get(`/Users${query({ filter: 'userName eq "ｂｊｅｎｓｅｎ"' })}`)).body.totalResults).toBe(1)
  })

  verifies('S7643-7-15', 'a value unique everywhere is unique over all tenants', async () => {
    const seal: ResourceTypeDefinition = {
      name: 'Seal',
      schema: { id: 'urn:example:Seal', name: 'Seal', attributes: [{ name: 'code', uniqueness: 'global' }] },
    }
    const client = openClient({ resourceTypes: [userResourceType, seal] })
    const add = (code: string, token: string) =>
      client.post('/Seals', { schemas: ['urn:example:Seal'], code }, { authorization: `Bearer ${token}` })
    expect((await add('a', 'acme')).status).toBe(201)
    const conflict = await add('A', 'globex')
    expect(conflict).toMatchObject(error(409, 'uniqueness'))
    expect(conflict.text).not.toContain('acme')
    expect((await add('b', 'globex')).status).toBe(201)
  })

  verifies(
    ['S7643-4.1.2-06', 'S7643-4.1.2-10'],
    'a country is a code and a certificate is one, to the letter',
    async () => {
      const client = openClient({ dialect: 'strict' })
      const add = (attributes: object) => client.post('/Users', { schemas: [userUrn], userName: 'ada', ...attributes })
      for (const country of ['USA', 'United States', 'U', '12'])
        expect(await add({ addresses: [{ country }] }), country).toMatchObject(error(400, 'invalidValue'))
      const der = Buffer.concat([Buffer.from([0x30, 0x82, 0x01, 0x00]), Buffer.alloc(256, 1)])
      const pem = `-----BEGIN CERTIFICATE-----\n${der.toString('base64')}\n-----END CERTIFICATE-----`
      for (const value of [pem, 'no base64!', Buffer.concat([der, der]).toString('base64'), 'AQID'])
        expect(await add({ x509Certificates: [{ value }] }), value).toMatchObject(error(400, 'invalidValue'))
      const good = { addresses: [{ country: 'US' }], x509Certificates: [{ value: der.toString('base64') }] }
      const { status, body } = await add(good)
      expect([status, body]).toEqual([201, expect.objectContaining(good)])
    },
  )
})
