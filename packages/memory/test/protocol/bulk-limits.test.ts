import { afterEach, describe, expect, it, vi } from 'vitest'
import { idIn, patchOf, postUser, sendBulk, statusesOf } from './bulk-request.ts'
import { type Client, error, openClient, patchUrn } from './client.ts'

const times = <Item>(count: number, make: (index: number) => Item) => Array.from({ length: count }, (_, at) => make(at))

/** How many answers there are of each status. */
function tally(statuses: readonly unknown[]) {
  const counts: Record<string, number> = {}
  for (const status of statuses) counts[`${status}`] = (counts[`${status}`] ?? 0) + 1
  return counts
}

async function openCrowd(count: number) {
  const client = openClient()
  const { results } = await sendBulk(
    client,
    times(count, (index) => postUser(`u${index}`)),
  )
  return { client, ids: results.map(idIn) }
}

const isTooMuch = {
  status: '413',
  response: { detail: 'The PATCH goes through long lists too often. Split it over several requests. [SCIM3003]' },
}

describe('the operations of a bulk request', () => {
  const withRoles = (client: Client) => client.user({ roles: times(10_000, (index) => ({ value: `r${index}` })) })
  const costly = times(20, (index) => ({ op: 'replace', path: 'roles[value eq "r1"].display', value: `${index}` }))

  it('together take no more than a few costly ones would alone: all after that are refused', async () => {
    const client = openClient()
    const { path } = await withRoles(client)
    const answer = await sendBulk(client, [
      ...times(9, () => patchOf(path, ...costly)),
      patchOf(path, { op: 'replace', path: 'nickName', value: 'n' }),
      postUser('grace'),
    ])
    const statuses = statusesOf(answer)
    expect(statuses.slice(0, 3)).toEqual(['200', '200', '200'])
    expect(answer.results[9]).toMatchObject(isTooMuch)
    expect(statuses.at(-1)).toBe('201')
    expect((await client.get(path)).body.nickName).toBeUndefined()
    expect((await sendBulk(client, [patchOf(path, ...costly)])).results).toMatchObject([{ status: '200' }])
  })

  it('search groups no more often than one PATCH may', async () => {
    const client = openClient()
    const { path } = await client.group()
    const search = (index: number) => patchOf(path, { op: 'remove', path: `members[display co "${index}"]` })
    const answer = await sendBulk(client, times(250, search))
    expect(tally(statusesOf(answer))).toEqual({ 204: 100, 413: 150 })
    expect(answer.results.at(-1)).toMatchObject(isTooMuch)
  })

  it('may be 1 000 that fill groups with 100 members each, and 1 000 that take them out again', async () => {
    const { client, ids } = await openCrowd(100)
    const { path } = await client.group()
    const fill = patchOf(path, { op: 'add', path: 'members', value: ids.map((value) => ({ value })) })
    const removals = ids.map((id) => ({ op: 'remove', path: `members[value eq "${id}"]` }))
    const rounds = times(500, () => [fill, patchOf(path, ...removals)]).flat()
    expect(tally(statusesOf(await sendBulk(client, rounds)))).toEqual({ 204: 1000 })
  })

  it('may be 1 000 that each change a few elements of a user', async () => {
    const client = openClient()
    const { path } = await client.user({
      emails: times(10, (index) => ({ value: `${index}@x.org`, type: `${index}` })),
    })
    const change = (index: number) =>
      times(10, (type) => ({ op: 'replace', path: `emails[type eq "${type}"].value`, value: `${index}-${type}@x.org` }))
    const answer = await sendBulk(
      client,
      times(1000, (index) => patchOf(path, ...change(index))),
    )
    expect(tally(statusesOf(answer))).toEqual({ 200: 1000 })
  })

  it('are refused alone where their paths are too long', async () => {
    const client = openClient()
    const { path } = await client.group()
    const long = `members[value eq "bulkId:grace" or ${times(150, () => 'display co "x"').join(' or ')}]`
    const removals = times(Math.ceil(1_048_577 / long.length), () => ({ op: 'remove', path: long }))
    const answer = await sendBulk(client, [postUser('grace'), patchOf(path, ...removals)])
    expect(answer.results).toMatchObject([
      { status: '201' },
      { status: '413', response: { detail: expect.stringContaining('1048576 characters of paths') } },
    ])
  })
})

describe('while a bulk request is done', () => {
  afterEach(() => vi.restoreAllMocks())

  /** Each look at the clock finds that so much time has passed. */
  const passing = (milliseconds: number) => {
    let now = 0
    return vi.spyOn(performance, 'now').mockImplementation(() => {
      now += milliseconds
      return now
    })
  }

  /** How often others had their turn meanwhile. */
  async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
    let turns = 0
    let turn = setImmediate(function again() {
      turns += 1
      turn = setImmediate(again)
    })
    await work()
    clearImmediate(turn)
    return turns
  }

  const create = () =>
    sendBulk(
      openClient(),
      times(50, (index) => postUser(`u${index}`)),
    )

  it('others have their turn between its operations, also on a store that never waits', async () => {
    passing(11)
    expect(await turnsDuring(create)).toBeGreaterThanOrEqual(50)
  })

  it('others have their turn between operations that are refused, and while they are read', async () => {
    passing(11)
    const refused = () =>
      sendBulk(
        openClient(),
        times(50, () => ({ method: 'BREW', path: '/Users' })),
      )
    expect(await turnsDuring(refused)).toBeGreaterThanOrEqual(100)
  })

  it('nobody is let in for as long as it takes little time', async () => {
    passing(0)
    expect(await turnsDuring(create)).toBe(0)
  })

  it('others have their turn between the resources of a cycle, and while it is read', async () => {
    passing(11)
    const cycle = times(20, (index) => ({
      method: 'POST',
      path: '/Groups',
      bulkId: `g${index}`,
      data: { displayName: `g${index}`, members: [{ value: `bulkId:g${(index + 1) % 20}` }] },
    }))
    const client = openClient({ dialect: { base: 'strict', rules: { anySchemas: true } } })
    let statuses: readonly unknown[] = []
    const turns = await turnsDuring(async () => {
      statuses = statusesOf(await sendBulk(client, cycle))
    })
    expect(tally(statuses)).toEqual({ 201: 20 })
    expect(turns).toBeGreaterThanOrEqual(60)
  })
})

describe('a group', () => {
  it('is searched 100 times in one request, and not more often', async () => {
    const { client, ids } = await openCrowd(3)
    const { path } = await client.group({ members: ids.map((value) => ({ value })) })
    const searches = times(101, (index) => ({ op: 'remove', path: `members[display co "no such ${index}"]` }))
    const removal = { op: 'remove', path: `members[value eq "${ids[0]}"]` }
    expect(await client.patch(path, [removal, ...searches])).toMatchObject(error(413))
    expect(await client.values(path, 'members')).toEqual(ids)
    expect((await client.patch(path, [removal, ...searches.slice(1)])).status).toBe(204)
    expect(await client.values(path, 'members')).toEqual(ids.slice(1))
  })

  it('loses members one by one, as often as there may be operations', async () => {
    const { client, ids } = await openCrowd(3)
    const { path } = await client.group({ members: ids.map((value) => ({ value })) })
    const removal = (value: string) => ({ op: 'remove', path: `members[value eq "${value}"]` })
    const others = times(9998, (index) => removal(`ee533c18-538a-4cd3-a572-63fb863e${String(index).padStart(4, '0')}`))
    const body = { schemas: [patchUrn], Operations: [removal(ids[0] ?? ''), ...others, removal(ids[2] ?? '')] }
    expect((await client.request('PATCH', path, body)).status).toBe(204)
    expect(await client.values(path, 'members')).toEqual([ids[1]])
  })
})
