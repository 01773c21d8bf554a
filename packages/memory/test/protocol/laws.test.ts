import { type JsonObject, settleResourceType, toZod } from '@scimkit/core'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assignment, impossible, operation, widgetBody } from './arbitraries.ts'
import { type Client, openClient, query, userUrn } from './client.ts'
import { widget } from './widget.ts'

const runs = { numRuns: 150 }

/** A resource in a client of its own. */
async function given(body: JsonObject, dialect: 'strict' | 'tolerant' = 'tolerant') {
  const client = openClient({ dialect })
  return { client, ...(await client.widget(body)) }
}

const read = async (client: Client, path: string) => (await client.get(path)).text

describe('Laws of PATCH', () => {
  it('S7644-3.5.2-12: one that fails changes nothing, wherever it fails', async () => {
    const some = fc.array(operation, { maxLength: 5 })
    const failing = fc.tuple(some, impossible, some).map(([before, bad, after]) => [...before, bad, ...after])
    await fc.assert(
      fc.asyncProperty(widgetBody, failing, async (body, operations) => {
        const { client, path } = await given(body)
        const state = await read(client, path)
        expect((await client.patch(path, operations)).status).toBe(400)
        expect(await read(client, path)).toBe(state)
      }),
      runs,
    )
  })

  it('S7644-3.5.2-14: its answer is what a GET shows next, or it has failed and changed nothing', async () => {
    await fc.assert(
      fc.asyncProperty(widgetBody, fc.array(operation, { minLength: 1, maxLength: 5 }), async (body, operations) => {
        const { client, path } = await given(body, 'strict')
        const state = await read(client, path)
        const { status, text } = await client.patch(path, operations)
        expect([200, 400]).toContain(status)
        expect(await read(client, path)).toBe(status === 200 ? text : state)
      }),
      runs,
    )
  })

  it('leaves what toZod takes for a resource of the type', async () => {
    const zod = toZod(settleResourceType(widget, [widget]))
    await fc.assert(
      fc.asyncProperty(widgetBody, fc.array(operation, { minLength: 1, maxLength: 5 }), async (body, operations) => {
        const { client, path } = await given(body)
        await client.patch(path, operations)
        expect(zod.safeParse((await client.get(path)).body).error).toBeUndefined()
      }),
      runs,
    )
  })

  it('S7644-3.5.2-26: its result is valid: the same can be created again, and put back without a change', async () => {
    await fc.assert(
      fc.asyncProperty(widgetBody, fc.array(operation, { minLength: 1, maxLength: 5 }), async (body, operations) => {
        const { client, path } = await given(body)
        await client.patch(path, operations)
        const { body: result, text } = await client.get(path)
        const other = openClient({ dialect: 'strict' })
        const again = await other.post('/Widgets', result)
        expect(again.status).toBe(201)
        expect(values(again.body)).toEqual(values(result))
        expect((await client.put(path, result)).text).toBe(text)
      }),
      runs,
    )
  })

  it('S7644-3.5.2.3-11: the same replace again changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(widgetBody, fc.array(assignment, { minLength: 1, maxLength: 3 }), async (body, assignments) => {
        const { client, path } = await given(body)
        const byPath = new Map(assignments.map((each) => [each.path, { op: 'replace', ...each }]))
        const first = await client.patch(path, [...byPath.values()])
        expect(first.status).toBe(200)
        expect((await client.patch(path, [...byPath.values()])).text).toBe(first.text)
      }),
      runs,
    )
  })

  it('S7644-3.5.2.1-08: the same add again changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(widgetBody, assignment, async (body, { path: target, value }) => {
        const { client, path } = await given(body)
        const add = [{ op: 'add', path: target, value }]
        const first = await client.patch(path, add)
        expect((await client.patch(path, add)).text).toBe(first.text)
      }),
      runs,
    )
  })

  it('S7644-3.5.2.1-06: an add takes nothing away', async () => {
    await fc.assert(
      fc.asyncProperty(widgetBody, assignment, async (body, { path: target, value }) => {
        const { client, path } = await given(body)
        const before = values((await client.get(path)).body)
        const after = values((await client.patch(path, [{ op: 'add', path: target, value }])).body)
        for (const [name, old] of Object.entries(before)) {
          const now = after[name]
          expect(now).toBeDefined()
          if (Array.isArray(old)) expect(Array.isArray(now) && now.length >= old.length).toBe(true)
        }
      }),
      runs,
    )
  })

  it('S7644-3.5.2.2-03: what was not there before is not there after add and remove', async () => {
    await fc.assert(
      fc.asyncProperty(widgetBody, assignment, async (body, { path: target, value }) => {
        const { [target]: _, ...without } = body
        const { client, path } = await given(without)
        const before = values((await client.get(path)).body)
        await client.patch(path, [{ op: 'add', path: target, value }])
        const after = await client.patch(path, [{ op: 'remove', path: target }])
        expect(values(after.body)).toEqual(before)
        const { headers } = await client.get(path)
        const both = [
          { op: 'add', path: target, value },
          { op: 'remove', path: target },
        ]
        // Within one request they come to nothing at all.
        expect((await client.patch(path, both)).headers.etag).toBe(headers.etag)
      }),
      runs,
    )
  })

  it('S7644-3.5.2-10: operations in one request come to the same as one request each', async () => {
    await fc.assert(
      fc.asyncProperty(widgetBody, fc.array(operation, { minLength: 1, maxLength: 6 }), async (body, operations) => {
        const { client, path } = await given(body)
        const { status, body: together } = await client.patch(path, operations)
        fc.pre(status === 200)
        const apart = await given(body)
        for (const each of operations) expect((await apart.client.patch(apart.path, [each])).status).toBe(200)
        expect(values((await apart.client.get(apart.path)).body)).toEqual(values(together))
      }),
      runs,
    )
  })

  it('S7644-3.5.2-11: at most one element is primary, whatever happens', async () => {
    const email = fc.record({ value: fc.constantFrom('a', 'b', 'c'), primary: fc.boolean() })
    const step = fc.oneof(
      fc.record({ op: fc.constantFrom('add', 'replace'), path: fc.constant('emails'), value: fc.array(email) }),
      fc.record({ op: fc.constant('add'), path: fc.constant('emails'), value: email }),
      fc
        .tuple(fc.constantFrom('a', 'b', 'c'), fc.boolean())
        .map(([value, primary]) => ({ op: 'replace', path: `emails[value eq "${value}"].primary`, value: primary })),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
        const client = openClient()
        const { path } = await client.user()
        expect((await client.patch(path, [{ op: 'remove', path: 'title' }, ...steps])).status).toBe(200)
        const { emails = [] } = (await client.get(path)).body
        const primary = Array.isArray(emails) ? emails.filter((each) => each.primary === true) : []
        expect(primary.length).toBeLessThanOrEqual(1)
      }),
      runs,
    )
  })

  it('S7644-3.5.2-10: members follow a model of a set', async () => {
    const who = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 4 })
    const step = fc.record({ kind: fc.constantFrom(...kinds), who })
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(step, { maxLength: 4 }), { maxLength: 4 }), async (requests) => {
        const client = openClient()
        const users = await Promise.all([0, 1, 2, 3, 4].map((each) => client.user({ userName: `u${each}` })))
        const ids = users.map(({ id }) => id)
        const { path } = await client.group()
        const model = new Set<string>()
        for (const steps of requests) {
          const chosen = steps.map(({ kind, who }) => ({
            change: changes[kind],
            some: who.map((each) => ids[each] ?? ''),
          }))
          const operations = chosen.map(({ change, some }) => change.operation(some))
          for (const { change, some } of chosen) change.inModel(model, some)
          expect((await client.patch(path, operations)).status).toBe(204)
          expect(new Set(await client.values(path, 'members'))).toEqual(model)
        }
        for (const id of ids) expect(await client.values(`/Users/${id}`, 'groups')).toHaveLength(model.has(id) ? 1 : 0)
      }),
      { numRuns: 60 },
    )
  })
})

/** A change of members: what is sent, and what it does to a set. */
interface Change {
  readonly operation: (ids: readonly string[]) => object
  readonly inModel: (model: Set<string>, ids: readonly string[]) => void
}

const kinds = ['add', 'replace', 'removeListed', 'removeOne', 'removeAll'] as const
const listed = (ids: readonly string[]) => ids.map((value) => ({ value }))
const changes: Readonly<Record<(typeof kinds)[number], Change>> = {
  add: {
    operation: (ids) => ({ op: 'add', path: 'members', value: listed(ids) }),
    inModel: (model, ids) => {
      for (const id of ids) model.add(id)
    },
  },
  replace: {
    operation: (ids) => ({ op: 'replace', path: 'members', value: listed(ids) }),
    inModel: (model, ids) => {
      model.clear()
      for (const id of ids) model.add(id)
    },
  },
  removeListed: {
    operation: (ids) => ({ op: 'Remove', path: 'members', value: listed(ids) }),
    inModel: (model, ids) => {
      for (const id of ids) model.delete(id)
    },
  },
  removeOne: {
    operation: ([id]) => ({ op: 'remove', path: `members[value eq "${id}"]` }),
    inModel: (model, [id = '']) => model.delete(id),
  },
  removeAll: { operation: () => ({ op: 'remove', path: 'members' }), inModel: (model) => model.clear() },
}

describe('Laws of PUT', () => {
  it('S7644-3.5.1-06, S7644-3.5.1-13: putting back what a GET showed changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(widgetBody, async (body) => {
        const { client, path } = await given(body, 'strict')
        const { body: shown, text } = await client.get(path)
        expect((await client.put(path, shown)).text).toBe(text)
        expect(await read(client, path)).toBe(text)
      }),
      runs,
    )
  })

  it('S7644-3.5.1-02: it makes one resource what another was when it was created', async () => {
    await fc.assert(
      fc.asyncProperty(widgetBody, widgetBody, async (first, second) => {
        const { client, path } = await given(first)
        const fresh = await given(second)
        const replaced = await client.put(path, { name: 'cog', ...second })
        expect(values(replaced.body)).toEqual(values((await fresh.client.get(fresh.path)).body))
      }),
      runs,
    )
  })

  it('S7643-2.3.8-01: the order of members does not matter', async () => {
    await fc.assert(
      fc.asyncProperty(widgetBody, async (body) => {
        const { client, path } = await given(body)
        const { body: shown, text } = await client.get(path)
        const reversed = Object.fromEntries(Object.entries(shown).reverse())
        expect((await client.put(path, reversed)).text).toBe(text)
      }),
      runs,
    )
  })
})

describe('Laws of projection', () => {
  const names = fc.array(
    fc.constantFrom(
      'name',
      'badge',
      'parts',
      'parts.value',
      'parts.nope',
      'dim.w',
      'DIM',
      'hint',
      'secret',
      'meta',
      'id',
      'nope',
      'tags',
      'meta.version',
    ),
    { minLength: 1, maxLength: 5 },
  )

  it.each(['attributes', 'excludedAttributes'])(
    'S7644-3.4.2.5-01: %s never adds and never changes a value',
    async (parameter) => {
      await fc.assert(
        fc.asyncProperty(widgetBody, names, async (body, chosen) => {
          const { client, path } = await given({ ...body, hint: 'h', secret: 's' })
          const { body: whole } = await client.get(`${path}?attributes=${everything}`)
          const { body: shown } = await client.get(`${path}${query({ [parameter]: chosen.join(',') })}`)
          expect(whole).toMatchObject(shown)
          expect(Object.keys(shown)).toEqual(expect.arrayContaining(['id', 'schemas']))
          expect(shown).not.toHaveProperty('secret')
        }),
        runs,
      )
    },
  )

  it('S7644-3.4.2.5-01: what attributes shows and what excluding it shows make up the whole', async () => {
    const top = fc.subarray(['name', 'count', 'tags', 'parts', 'dim', 'defaulted', 'meta', 'state'], { minLength: 1 })
    await fc.assert(
      fc.asyncProperty(widgetBody, top, async (body, chosen) => {
        const { client, path } = await given(body)
        const only = (await client.get(`${path}${query({ attributes: chosen.join(',') })}`)).body
        const without = (await client.get(`${path}${query({ excludedAttributes: chosen.join(',') })}`)).body
        expect({ ...without, ...only }).toEqual((await client.get(path)).body)
      }),
      runs,
    )
  })
})

describe('Laws of lists', () => {
  it('S7644-3.4.2.4-08, S7644-3.4.2.3-08: pages of any size put together are the list', async () => {
    const client = openClient()
    for (let index = 0; index < 13; index += 1)
      await client.post('/Users', { schemas: [userUrn], userName: `u${index}`, title: `t${index % 3}` })
    const sortBy = fc.constantFrom('', '&sortBy=title', '&sortBy=title&sortOrder=descending', '&sortBy=name.givenName')
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 15 }), sortBy, async (count, order) => {
        const all = (await client.get(`/Users?${order}`)).body.Resources
        const pages = []
        for (let startIndex = 1; startIndex <= 13; startIndex += count) {
          const { body } = await client.get(`/Users?startIndex=${startIndex}&count=${count}${order}`)
          expect(body.totalResults).toBe(13)
          pages.push(body.Resources)
        }
        expect(pages.flat()).toEqual(all)
      }),
      { numRuns: 40 },
    )
  })
})

const everything =
  'name,code,serial,state,hint,badge,defaulted,stamp,count,ratio,enabled,at,blob,link,tags,nums,dim,parts,box,meta,externalId,' +
  'urn:example:params:scim:schemas:test:extension:widgetx:2.0:Widget'

/** What a client has said, without what the server says of the resource. */
function values({ id, meta, ...rest }: JsonObject): JsonObject {
  return rest
}
