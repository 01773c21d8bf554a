import { defineResourceType, groupResourceType, isJsonObject, type JsonObject, userResourceType } from '@scimkit/core'
import { describe, expect, it } from 'vitest'
import { bulkRequestUrn, idIn, patchOf, postGroup, postUser, refer, sendBulk, statusesOf } from './bulk-request.ts'
import { baseUrl, enterpriseUrn, error, groupUrn, openClient, patchUrn, userUrn } from './client.ts'
import { widgetUrn } from './widget.ts'

/** The path of a resource below the base URL. */
const pathOf = (result: JsonObject | undefined) => String(result?.location).slice(baseUrl.length)

const managerOf = (body: JsonObject) => {
  const extension = body[enterpriseUrn]
  return isJsonObject(extension) && isJsonObject(extension.manager) ? extension.manager.value : undefined
}

describe('a reference to what the same bulk request creates', () => {
  it('is resolved where the path is null, and a decimal beside it is no trouble', async () => {
    const client = openClient()
    const path = (await client.widget()).path
    const answer = await sendBulk(client, [
      postUser('1'),
      postGroup('crew'),
      patchOf('/Groups/bulkId:crew', { op: 'add', path: null as never, value: { members: refer('1') } }),
    ])
    expect(statusesOf(answer)).toEqual(['201', '201', '204'])
    // Not by JSON.stringify, which would write 1.
    const text = `{"schemas":["${bulkRequestUrn}"],"Operations":[{"method":"PATCH","path":"${path}","data":{"schemas":["${patchUrn}"],"Operations":[{"op":"add","path":"ratio","value":1.0}]}}]}`
    expect((await client.post('/Bulk', text)).status).toBe(200)
    expect((await client.get(path)).body.ratio).toBe(1)
  })

  it.each([
    ['backwards', [0, 1, 2]],
    ['forwards', [2, 1, 0]],
    ['both ways', [0, 2, 1]],
  ])(
    'S7644-3.7.2-01, S7644-3.7-14: becomes its id, %s, and the results keep the order of the request',
    async (_, order) => {
      const client = openClient()
      const operations = [postUser('1'), postUser('10'), postGroup('crew', { members: refer('1', '10') })]
      const answer = await sendBulk(
        client,
        order.map((index) => operations[index]),
      )
      expect(answer.results.map(({ bulkId }) => bulkId)).toEqual(order.map((index) => operations[index]?.bulkId))
      expect(statusesOf(answer)).toEqual(['201', '201', '201'])
      const byBulkId = new Map(answer.results.map((result) => [result.bulkId, result]))
      expect(await client.values(pathOf(byBulkId.get('crew')), 'members')).toEqual([
        idIn(byBulkId.get('1')),
        idIn(byBulkId.get('10')),
      ])
    },
  )

  it.each([
    ['its value', { value: 'bulkId:boss' }],
    ['its value, beside a $ref', { value: 'bulkId:boss', $ref: '../Users/bulkId:boss' }],
    ['a relative $ref', { $ref: '../Users/bulkId:boss' }],
    ['an absolute $ref', { $ref: `${baseUrl}/Users/bulkId:boss` }],
    ['an encoded $ref', { $ref: '/Users/bulkId%3Aboss' }],
    ['a $ref that is nothing but the bulkId', { $ref: 'bulkId:boss' }],
    ['a name in capitals', { VALUE: 'bulkId:boss' }],
    ['a string, which the dialect takes for the value', 'bulkId:boss'],
  ])('S7644-3.7.2-02: as manager, by %s', async (_, manager) => {
    const client = openClient()
    const { results } = await sendBulk(client, [postUser('a', { [enterpriseUrn]: { manager } }), postUser('boss')])
    expect(managerOf((await client.get(pathOf(results[0]))).body)).toBe(idIn(results[1]))
  })

  it.each([
    ['its value', { value: 'bulkId:a' }],
    ['its $ref', { $ref: '/Users/bulkId:a' }],
  ])('S7644-3.7.2-01: as member, by %s, in POST, PUT and PATCH', async (_, member) => {
    const client = openClient()
    const [put, patched] = [await client.group({ displayName: 'p' }), await client.group({ displayName: 'q' })]
    const { results } = await sendBulk(client, [
      postGroup('g', { members: [member] }),
      { method: 'PUT', path: put.path, data: { schemas: [groupUrn], displayName: 'p', members: [member] } },
      patchOf(patched.path, { op: 'add', path: 'members', value: [member] }),
      postUser('a'),
    ])
    const ids = [idIn(results[3])]
    for (const path of [pathOf(results[0]), put.path, patched.path])
      expect(await client.values(path, 'members')).toEqual(ids)
  })

  it.each([
    ['a path', { op: 'replace', path: 'members', value: refer('a') }],
    ['a single value', { op: 'add', path: 'members', value: { value: 'bulkId:a' } }],
    ['no path', { op: 'add', value: { members: refer('a') } }],
    ['a name in capitals', { op: 'add', value: { MEMBERS: refer('a') } }],
    ['the operation in capitals', { Op: 'Add', Path: 'members', Value: refer('a') }],
  ])('S7644-3.7.2-01: in the value of a PATCH with %s', async (_, operation) => {
    const client = openClient()
    const { path } = await client.group()
    const answer = await sendBulk(client, [patchOf(path, operation as never), postUser('a')])
    expect(statusesOf(answer)).toEqual(['204', '201'])
    expect(await client.values(path, 'members')).toEqual([idIn(answer.results[1])])
  })

  it.each([
    [`${enterpriseUrn}:manager`, { value: 'bulkId:boss' }],
    [`${enterpriseUrn}:manager.value`, 'bulkId:boss'],
    [enterpriseUrn, { manager: { value: 'bulkId:boss' } }],
    [undefined, { [enterpriseUrn]: { manager: { value: 'bulkId:boss' } } }],
    [undefined, { [`${enterpriseUrn}:manager`]: { value: 'bulkId:boss' } }],
    [undefined, { [`${enterpriseUrn}:manager.value`]: 'bulkId:boss' }],
    ['manager', 'bulkId:boss'],
  ])('S7644-3.7.2-02: in a PATCH of %s', async (path, value) => {
    const client = openClient()
    const user = await client.user()
    const { results } = await sendBulk(client, [
      patchOf(user.path, { op: 'add', ...(path !== undefined && { path }), value }),
      postUser('boss'),
    ])
    expect(results[0]?.status).toBe('200')
    expect(managerOf((await client.get(user.path)).body)).toBe(idIn(results[1]))
  })

  it('S7644-3.7.2-01: in the filter of a path', async () => {
    const client = openClient()
    const { results } = await sendBulk(client, [
      postUser('a'),
      postUser('b'),
      postGroup('g', { members: refer('a', 'b') }),
      patchOf('/Groups/bulkId:g', { op: 'remove', path: 'members[value eq "bulkId:a" or value eq "bulkId:none"]' }),
      patchOf('/Groups/bulkId:g', { op: 'remove', path: 'members[not (value ne "bulkId:a")]' }),
    ])
    expect(results[3]?.status).toBe('400')
    expect(results[4]?.status).toBe('204')
    expect(await client.values(pathOf(results[2]), 'members')).toEqual([idIn(results[1])])
  })

  it('in the filter of a path, however its letters are written', async () => {
    const client = openClient()
    const { results } = await sendBulk(client, [
      postUser('a'),
      postGroup('g', { members: refer('a') }),
      patchOf('/Groups/bulkId:g', { op: 'remove', path: 'members[value eq "bulk\\u0049d:a"]' }),
    ])
    expect(results[2]?.status).toBe('204')
    expect(await client.values(pathOf(results[1]), 'members')).toEqual([])
  })

  it.each([
    { method: 'PUT', path: '/Users/bulkId:a', data: { schemas: [userUrn], userName: 'changed' } },
    patchOf('/Users/bulkId%3Aa', { op: 'replace', path: 'userName', value: 'changed' }),
  ])('A48: as the resource that a $method on $path is about', async (operation) => {
    const client = openClient()
    const { results } = await sendBulk(client, [operation, postUser('a')])
    expect(results).toMatchObject([{ status: '200', version: 'W/"2"' }, { status: '201' }])
    expect(results[0]?.location).toBe(results[1]?.location)
    expect((await client.get(pathOf(results[1]))).body.userName).toBe('changed')
  })

  it('A48: as the resource that a DELETE is about', async () => {
    const client = openClient()
    const { results } = await sendBulk(client, [{ method: 'DELETE', path: '/Users/bulkId:a/' }, postUser('a')])
    expect(results).toMatchObject([{ status: '204', location: results[1]?.location }, { status: '201' }])
    expect((await client.get(pathOf(results[1]))).status).toBe(404)
  })

  it('S7644-3.7.2-01: in every attribute that refers to a resource, of every type', async () => {
    const robot = defineResourceType({
      name: 'Robot',
      schema: {
        id: 'urn:example:Robot',
        name: 'Robot',
        attributes: [
          { name: 'maker', type: 'reference', referenceTypes: ['User'] },
          { name: 'friends', type: 'reference', referenceTypes: ['Robot', 'User'], multiValued: true },
          { name: 'page', type: 'reference', referenceTypes: ['external'] },
        ],
      },
    })
    const client = openClient({ resourceTypes: [userResourceType, groupResourceType, robot] })
    const data = {
      schemas: ['urn:example:Robot'],
      maker: 'bulkId:a',
      friends: ['/Users/bulkId:a', 'https://example.com/x'],
      page: 'bulkId:a',
    }
    const { results } = await sendBulk(client, [{ method: 'POST', path: '/Robots', bulkId: 'r', data }, postUser('a')])
    const { location } = results[1] ?? {}
    expect((await client.get(pathOf(results[0]))).body).toMatchObject({
      maker: location,
      friends: [location, 'https://example.com/x'],
      page: 'bulkId:a',
    })
  })

  it('S7644-3.7.2-04: is nothing that only looks like one', async () => {
    const client = openClient()
    const { results } = await sendBulk(client, [
      postUser('qwerty', {
        displayName: 'bulkId:qwerty',
        emails: [{ value: 'bulkId:qwerty', display: 'see bulkId:qwerty' }],
        externalId: 'bulkId:nobody',
        groups: [{ value: 'bulkId:nobody' }],
        [enterpriseUrn]: { department: 'bulkId:qwerty' },
      }),
      postGroup('g', { displayName: 'bulkId:qwerty', members: [{ value: 'bulkId:qwerty', display: 'bulkId:qwerty' }] }),
      patchOf('/Users/bulkId:qwerty', { op: 'add', path: 'title', value: 'bulkId:qwerty' }),
      patchOf('/Users/bulkId:qwerty', { op: 'add', value: { groups: [{ value: 'bulkId:nobody' }] } }),
    ])
    expect(results.map(({ status }) => status)).toEqual(['201', '201', '200', '200'])
    expect((await client.get(pathOf(results[0]))).body).toMatchObject({
      displayName: 'bulkId:qwerty',
      emails: [{ value: 'bulkId:qwerty', display: 'see bulkId:qwerty' }],
      externalId: 'bulkId:nobody',
      title: 'bulkId:qwerty',
      [enterpriseUrn]: { department: 'bulkId:qwerty' },
    })
    expect((await client.get(pathOf(results[1]))).body).toMatchObject({
      displayName: 'bulkId:qwerty',
      members: [{ value: idIn(results[0]), display: 'bulkId:qwerty' }],
    })
  })
})

describe('a reference that leads nowhere', () => {
  it.each([
    ['members', postGroup('g', { members: refer('nobody') })],
    ['a bulkId that is part of another', postGroup('g', { members: refer('ad') })],
    ['a bulkId in other case', postGroup('g', { members: refer('ADA') })],
    ['no bulkId after the colon', postGroup('g', { members: refer('') })],
    ['an optional reference', postUser('u', { [enterpriseUrn]: { manager: { value: 'bulkId:nobody' } } })],
    ['a PATCH', patchOf('/Groups/{id}', { op: 'add', path: 'members', value: refer('nobody') })],
    ['a filter', patchOf('/Groups/{id}', { op: 'remove', path: 'members[value eq "bulkId:nobody"]' })],
    ['a path', { method: 'DELETE', path: '/Users/bulkId:nobody' }],
    ['what a PUT changes', { method: 'DELETE', path: '/Users/bulkId:put' }],
  ])('S7644-3.7.2-03: fails that operation alone, with invalidValue: %s', async (_, operation) => {
    const client = openClient()
    const { path } = await client.group()
    const { results } = await sendBulk(client, [
      { ...operation, path: String(operation.path).replace('/Groups/{id}', path) },
      postUser('ada'),
      { method: 'PUT', bulkId: 'put', path, data: { schemas: [groupUrn], displayName: 'Staff' } },
    ])
    expect(results).toMatchObject([
      { status: '400', response: { scimType: 'invalidValue', detail: expect.stringContaining('"bulkId:') } },
      { status: '201' },
      { status: '200' },
    ])
  })

  it('S7644-3.7.2-03: fails what needs the resource, and what needs that in turn, naming the one that failed', async () => {
    const client = openClient()
    await client.user()
    const { results } = await sendBulk(client, [
      postGroup('outer', { members: refer('inner') }),
      postGroup('inner', { members: refer('twin') }),
      { method: 'DELETE', path: '/Users/bulkId:twin' },
      postUser('twin', { userName: 'ada' }),
      postUser('other'),
    ])
    const failed = (reference: string) => ({
      status: '409',
      response: { status: '409', detail: expect.stringContaining(`"bulkId:${reference}"`) },
    })
    expect(results).toMatchObject([
      failed('inner'),
      failed('twin'),
      failed('twin'),
      { status: '409', response: { scimType: 'uniqueness' } },
      { status: '201' },
    ])
    expect((await client.get('/Groups')).body.totalResults).toBe(0)
  })

  it('S7644-3.7.2-03: fails what needs an operation that could not even be read', async () => {
    const { results } = await sendBulk(openClient(), [
      postGroup('g', { members: refer('u') }),
      { method: 'POST', path: '/Users', bulkId: 'u' },
    ])
    expect(results).toMatchObject([{ status: '409' }, { status: '400' }])
  })

  it('S7644-3.7-12: counts for failOnErrors, in the order the operations are done', async () => {
    const client = openClient()
    await client.user()
    const operations = [postGroup('g', { members: refer('u') }), postUser('v'), postUser('u', { userName: 'ada' })]
    const one = await sendBulk(client, operations, { failOnErrors: 1 })
    expect(one.results).toMatchObject([{ bulkId: 'u', status: '409' }])
    const two = await sendBulk(client, operations, { failOnErrors: 2 })
    expect(two.results.map(({ bulkId }) => bulkId)).toEqual(['g', 'u'])
  })

  it('S7644-3.7.2-03: is refused outside of bulk, too, where a literal would be stored', async () => {
    const client = openClient()
    const manager = { value: 'bulkId:boss' }
    const user = { schemas: [userUrn], userName: 'a', [enterpriseUrn]: { manager } }
    expect(await client.post('/Users', user)).toMatchObject(error(400, 'invalidValue'))
    const { path } = await client.user()
    const patched = await client.patch(path, [{ op: 'add', path: `${enterpriseUrn}:manager`, value: manager }])
    expect(patched).toMatchObject(error(400, 'invalidValue'))
    const widget = { schemas: [widgetUrn], name: 'w', parts: [{ value: 'bulkId:boss' }] }
    expect(await client.post('/Widgets', widget)).toMatchObject(error(400, 'invalidValue'))
  })
})
