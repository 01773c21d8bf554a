import { type DialectOption, dialectRules, type JsonObject, type RuleName } from '@scimkit/core'
import { describe, expect, it } from 'vitest'
import {
  type Answer,
  type Client,
  enterpriseUrn,
  error,
  groupUrn,
  openClient,
  patchUrn,
  query,
  userUrn,
} from './client.ts'

const patch = (operations: unknown) => ({ schemas: [patchUrn], Operations: operations })
const scim11 = 'urn:scim:schemas:core:1.0'
const work = { type: 'work', value: 'w@x.org' }

/** What a case starts from. */
interface World {
  readonly client: Client
  readonly user: string
  readonly boss: string
  readonly group: string
}

/** A request of a real client: refused, or taken differently, while its rule is off. */
interface Case {
  readonly rule: RuleName
  /** Which of the forms of the rule, when it has several. */
  readonly form?: string
  readonly send: (world: World) => Promise<Answer>
  /** What is seen of the outcome: equal to this with the rule on, and to something else with it off. */
  readonly see: (world: World, answer: Answer) => Promise<unknown> | unknown
  readonly on: unknown
  readonly off: unknown
  /** How often the rule is counted; once unless told. */
  readonly times?: number
}

const id = (path: string) => path.split('/').at(-1)
const show =
  (name: string) =>
  async ({ client, user }: World, answer: Answer) =>
    answer.status < 400 ? (await client.get(user)).body[name] : answer.body.scimType
const manager = async ({ client, user }: World, answer: Answer) => {
  const extension = (await client.get(user)).body[enterpriseUrn] as JsonObject | undefined
  const { value } = (extension?.manager ?? {}) as JsonObject
  return answer.status < 400 ? value : answer.body.scimType
}
const members = async ({ client, group, boss, user }: World, answer: Answer) => {
  const names = new Map<unknown, string>([
    [id(user), 'user'],
    [id(boss), 'boss'],
  ])
  const left = (await client.values(group, 'members')).map((value) => names.get(value))
  return answer.status < 400 ? left : answer.body.scimType
}
const total = (_: World, answer: Answer) => answer.body.totalResults ?? answer.body.scimType
const onUser =
  (operations: unknown) =>
  ({ client, user }: World) =>
    client.request('PATCH', user, patch(operations))
const onGroup = (operations: (world: World) => unknown) => (world: World) =>
  world.client.request('PATCH', world.group, patch(operations(world)))
const filtering =
  (filter: string, endpoint = '/Users') =>
  ({ client }: World) =>
    client.get(`${endpoint}${query({ filter })}`)

const cases: readonly Case[] = [
  {
    rule: 'operationCase',
    send: onUser([
      { op: 'Replace', path: 'title', value: 't' },
      { op: 'ADD', path: 'nickName', value: 'n' },
    ]),
    see: show('title'),
    on: 't',
    off: 'invalidSyntax',
    times: 2,
  },
  ...(['True', 'true', 'TRUE'] as const).map(
    (value): Case => ({
      form: 'PATCH',
      rule: 'stringBooleans',
      send: onUser([{ op: 'replace', path: 'active', value }]),
      see: show('active'),
      on: true,
      off: 'invalidValue',
    }),
  ),
  {
    form: 'without a path',
    rule: 'stringBooleans',
    send: onUser([{ op: 'replace', value: { active: 'False' } }]),
    see: show('active'),
    on: false,
    off: 'invalidValue',
  },
  {
    form: 'POST',
    rule: 'stringBooleans',
    send: ({ client }) =>
      client.post('/Users', {
        schemas: [userUrn],
        userName: 'x',
        active: 'False',
        emails: [{ ...work, primary: 'True' }],
      }),
    see: (_, { body }) => body.active ?? body.scimType,
    on: false,
    off: 'invalidValue',
    times: 2,
  },
  {
    form: 'PUT',
    rule: 'stringBooleans',
    send: ({ client, user }) => client.put(user, { schemas: [userUrn], userName: 'ada', active: 'false' }),
    see: (_, { body }) => body.active ?? body.scimType,
    on: false,
    off: 'invalidValue',
  },
  {
    form: 'a list',
    rule: 'removeListedValues',
    send: onGroup(({ user }) => [{ op: 'remove', path: 'members', value: [{ $ref: null, value: id(user) }] }]),
    see: members,
    on: ['boss'],
    off: 'invalidValue',
  },
  {
    form: 'an object',
    rule: 'removeListedValues',
    send: onGroup(({ user }) => [{ op: 'remove', path: 'members', value: { value: id(user), display: 'Other' } }]),
    see: members,
    on: ['boss'],
    off: 'invalidValue',
  },
  {
    form: 'a string',
    rule: 'removeListedValues',
    send: onGroup(({ user }) => [{ op: 'remove', path: 'members', value: id(user) }]),
    see: members,
    on: ['boss'],
    off: 'invalidValue',
  },
  {
    form: 'a list in a list',
    rule: 'removeListedValues',
    send: onGroup(({ user, boss }) => [
      { op: 'remove', path: 'members', value: { members: [{ value: id(user) }, { Value: id(boss) }] } },
    ]),
    see: members,
    on: [],
    off: 'invalidValue',
  },
  {
    form: 'an empty list',
    rule: 'removeListedValues',
    send: onGroup(() => [{ op: 'remove', path: 'members', value: [] }]),
    see: members,
    on: ['user', 'boss'],
    off: 'invalidValue',
  },
  {
    form: 'of any attribute',
    rule: 'removeListedValues',
    send: onUser([{ op: 'remove', path: 'emails', value: [{ value: 'w@x.org' }] }]),
    see: show('emails'),
    on: [{ type: 'home', value: 'h@x.org' }],
    off: 'invalidValue',
  },
  {
    form: 'one term',
    rule: 'createUnmatched',
    send: onUser([
      { op: 'replace', path: 'addresses[type eq "work"].locality', value: 'L' },
      { op: 'add', path: 'addresses[type eq "work"].region', value: 'R' },
    ]),
    see: show('addresses'),
    on: [{ type: 'work', locality: 'L', region: 'R' }],
    off: 'noTarget',
  },
  {
    form: 'two terms',
    rule: 'createUnmatched',
    send: onUser([{ op: 'add', path: 'roles[type eq "x" and primary eq true].value', value: 'admin' }]),
    see: show('roles'),
    on: [{ type: 'x', primary: true, value: 'admin' }],
    off: 'noTarget',
  },
  {
    form: 'in a filter',
    rule: 'stringBooleans',
    send: onUser([{ op: 'replace', path: 'emails[primary eq "True"].display', value: 'P' }]),
    see: (_, { status, body }) => body.scimType ?? status,
    // Nothing is primary, and an or-less equality of a boolean describes an element.
    on: 200,
    off: 'invalidFilter',
  },
  {
    form: 'names',
    rule: 'pathsAsNames',
    send: onUser([
      { op: 'add', value: { title: 't', 'name.givenName': 'G', [`${enterpriseUrn}:manager.value`]: 'm' } },
    ]),
    see: manager,
    on: 'm',
    off: 'invalidPath',
  },
  {
    form: 'a filter',
    rule: 'pathsAsNames',
    send: onUser([
      { op: 'replace', value: { 'emails[type eq "work"].value': 'new', [`${enterpriseUrn}:department`]: 'd' } },
    ]),
    see: show('emails'),
    on: [
      { type: 'work', value: 'new' },
      { type: 'home', value: 'h@x.org' },
    ],
    off: 'invalidPath',
  },
  {
    form: 'a string',
    rule: 'complexFromScalar',
    send: ({ client, user, boss }) =>
      client.patch(user, [{ op: 'add', path: `${enterpriseUrn}:manager`, value: id(boss) }]),
    see: async (world, answer) => (await manager(world, answer)) === id(world.boss),
    on: true,
    off: false,
  },
  {
    form: 'nothing',
    rule: 'complexFromScalar',
    send: onUser([{ op: 'replace', path: `${enterpriseUrn}:manager`, value: '' }]),
    see: async (world, answer) => [answer.status < 400, await manager(world, answer)],
    on: [true, undefined],
    off: [false, 'invalidValue'],
  },
  {
    rule: 'unqualifiedPath',
    send: onUser([{ op: 'replace', path: 'manager', value: { value: 'm' } }]),
    see: manager,
    on: 'm',
    off: 'invalidPath',
  },
  {
    rule: 'emptyStrings',
    send: onUser([{ op: 'replace', path: 'title', value: '' }]),
    see: show('title'),
    on: undefined,
    off: '',
  },
  {
    rule: 'decodeRoles',
    send: onUser([
      { op: 'add', path: 'roles', value: [{ value: JSON.stringify({ id: '1', value: 'admin', displayName: 'A' }) }] },
    ]),
    see: show('roles'),
    on: [{ value: 'admin', display: 'A' }],
    off: [{ value: '{"id":"1","value":"admin","displayName":"A"}' }],
  },
  {
    rule: 'wrapSingle',
    send: onUser([{ op: 'replace', path: 'emails', value: work }]),
    see: show('emails'),
    on: [work],
    off: 'invalidValue',
  },
  {
    rule: 'bareElements',
    send: onGroup(({ user }) => [{ op: 'replace', path: 'members', value: [id(user)] }]),
    see: members,
    on: ['user'],
    off: 'invalidValue',
  },
  {
    rule: 'unwrapSingle',
    send: onUser([{ op: 'replace', path: 'title', value: ['t'] }]),
    see: show('title'),
    on: 't',
    off: 'invalidValue',
  },
  ...([['urn:scim:schemas:core:1.0'], ['urn:scim:schemas:core:2.0'], undefined, [enterpriseUrn]] as const).map(
    (schemas): Case => ({
      form: 'POST',
      rule: 'anySchemas',
      send: ({ client }) => client.post('/Users', { schemas, userName: 'x' }),
      see: (_, { body }) => body.scimType ?? body.schemas,
      on: [userUrn],
      off: 'invalidSyntax',
    }),
  ),
  {
    form: 'PUT',
    rule: 'anySchemas',
    send: ({ client, user }) => client.put(user, { schemas: [groupUrn], userName: 'x' }),
    see: (_, { body }) => body.scimType ?? body.schemas,
    on: [userUrn],
    off: 'invalidSyntax',
  },
  {
    form: 'PATCH',
    rule: 'anySchemas',
    send: ({ client, user }) =>
      client.request('PATCH', user, { Operations: [{ op: 'add', path: 'title', value: 't' }] }),
    see: show('title'),
    on: 't',
    off: 'invalidSyntax',
  },
  {
    form: 'a foreign block',
    rule: 'anySchemas',
    send: ({ client }) => client.post('/Users', { schemas: [userUrn], userName: 'x', 'urn:x:y': { a: 1 } }),
    see: (_, { body }) => body.scimType ?? body.schemas,
    on: [userUrn],
    off: 'invalidSyntax',
  },
  {
    rule: 'readOnlyInPatch',
    send: onGroup(({ group }) => [
      { op: 'replace', value: { id: id(group), schemas: [groupUrn], meta: {}, displayName: 'New' } },
    ]),
    see: async ({ client, group }, { body }) => body.scimType ?? (await client.get(group)).body.displayName,
    on: 'New',
    off: 'mutability',
  },
  ...(['userName eq ada', 'userName eq ada and title ne x', '(userName eq ada)', 'externalId eq 701984'] as const).map(
    (filter): Case => ({
      rule: 'bareFilterValues',
      send: filtering(filter),
      see: total,
      on: 1,
      off: 'invalidFilter',
      times: filter.includes('and') ? 2 : 1,
    }),
  ),
  {
    rule: 'filteredSubAttribute',
    send: filtering('emails[type eq "work"].value eq "w@x.org"'),
    see: total,
    on: 1,
    off: 'invalidFilter',
  },
  {
    rule: 'complexValue',
    send: filtering(`${enterpriseUrn}:manager eq "m0"`),
    see: total,
    on: 1,
    off: 'invalidFilter',
  },
  {
    rule: 'unqualifiedFilter',
    send: filtering('manager.value eq "m0"'),
    see: total,
    on: 1,
    off: 'invalidFilter',
  },
  {
    rule: 'numbersAsStrings',
    send: onUser([{ op: 'replace', path: 'externalId', value: 12 }]),
    see: show('externalId'),
    on: '12',
    off: 'invalidValue',
  },
  {
    rule: 'messageKeyCase',
    send: ({ client, user }) =>
      client.request('PATCH', user, { schemas: [patchUrn], operations: [{ Op: 'add', Path: 'title', Value: 't' }] }),
    see: show('title'),
    on: 't',
    off: 'invalidSyntax',
    times: 2,
  },
  {
    rule: 'memberOperations',
    send: ({ client, group, user }) =>
      client.request('PATCH', group, { schemas: [patchUrn], displayName: 'Crew', members: [{ value: id(user) }] }),
    see: async ({ client, group }, answer) =>
      answer.status < 400 ? (await client.get(group)).body.displayName : answer.body.scimType,
    on: 'Crew',
    off: 'invalidSyntax',
  },
  {
    rule: 'scim11',
    form: 'an operation in an element',
    send: ({ client, group, user }) =>
      client.request('PATCH', group, { members: [{ value: id(user), operation: 'delete' }] }),
    see: members,
    on: ['boss'],
    off: 'invalidSyntax',
  },
  {
    rule: 'scim11',
    form: 'meta.attributes',
    send: ({ client, user }) =>
      client.request('PATCH', user, { schemas: [scim11], nickName: 'n', meta: { attributes: ['title'] } }),
    see: async ({ client, user }, answer) => {
      const { title, nickName } = (await client.get(user)).body
      return answer.status < 400 ? { title, nickName } : answer.body.scimType
    },
    on: { title: undefined, nickName: 'n' },
    off: 'invalidSyntax',
  },
  {
    rule: 'scim11',
    form: 'one object for a list',
    send: ({ client }) => client.post('/Users', { schemas: [scim11], userName: 'l', emails: work }),
    see: (_, { body }) => body.emails ?? 'refused',
    on: [work],
    off: 'refused',
  },
  {
    rule: 'filterOnSingle',
    send: onUser([{ op: 'remove', path: `${enterpriseUrn}:manager[value eq "m0"]` }]),
    see: manager,
    on: undefined,
    off: 'invalidPath',
  },
  {
    rule: 'filterOnSingle',
    form: 'that does not match',
    send: onUser([{ op: 'remove', path: `${enterpriseUrn}:manager[value eq "m1"]` }]),
    see: manager,
    on: 'm0',
    off: 'invalidPath',
  },
  {
    rule: 'filterOnSingle',
    form: 'in a replace',
    send: onUser([{ op: 'replace', path: `${enterpriseUrn}:manager[value eq "m0"].value`, value: 'm1' }]),
    see: manager,
    on: 'm1',
    off: 'invalidPath',
  },
  {
    rule: 'encodedValue',
    send: onUser([{ op: 'replace', value: '{"title":"t"}' }]),
    see: show('title'),
    on: 't',
    off: 'invalidValue',
  },
  {
    rule: 'unknownInValue',
    send: onUser([{ op: 'add', path: 'roles', value: [{ value: 'Admin', cogs: 1 }] }]),
    see: show('roles'),
    on: [{ value: 'Admin' }],
    off: 'invalidSyntax',
  },
  {
    rule: 'unreadableElements',
    send: onUser([{ op: 'replace', path: 'roles', value: [{}, { value: 'Admin' }] }]),
    see: show('roles'),
    on: [{ value: 'Admin' }],
    off: 'invalidValue',
  },
  {
    rule: 'displayNameInElement',
    send: ({ client }) =>
      client.post('/Users', { schemas: [userUrn], userName: 'r', roles: [{ value: 'Admin', displayName: 'A' }] }),
    see: (_, { body }) => body.roles,
    on: [{ value: 'Admin', display: 'A' }],
    off: [{ value: 'Admin' }],
  },
  {
    rule: 'displayNameInElement',
    form: 'in any case',
    send: ({ client }) =>
      client.post('/Users', { schemas: [userUrn], userName: 'r', roles: [{ value: 'Admin', DisplayName: 'A' }] }),
    see: (_, { body }) => body.roles,
    on: [{ value: 'Admin', display: 'A' }],
    off: [{ value: 'Admin' }],
  },
  {
    rule: 'attributesWin',
    send: ({ client }) => client.get('/Users?attributes=userName&excludedAttributes=userName&count=1'),
    see: (_, { body }) => body.scimType ?? Object.keys(Array.isArray(body.Resources) ? body.Resources[0] : {}),
    on: ['schemas', 'id', 'userName'],
    off: 'invalidValue',
  },
  {
    rule: 'bareFilterValues',
    form: 'in a path',
    send: onUser([{ op: 'replace', path: 'emails[type eq work].display', value: 'x' }]),
    see: show('emails'),
    on: [
      { ...work, display: 'x' },
      { type: 'home', value: 'h@x.org' },
    ],
    off: 'invalidFilter',
  },
  {
    rule: 'complexFromScalar',
    form: 'no id of a single reference',
    send: onUser([{ op: 'replace', path: `${enterpriseUrn}:manager.value`, value: '' }]),
    see: manager,
    on: undefined,
    off: 'invalidValue',
  },
  {
    rule: 'complexFromScalar',
    form: 'no id in a single reference',
    send: onUser([{ op: 'replace', path: `${enterpriseUrn}:manager`, value: { value: '' } }]),
    see: manager,
    on: undefined,
    off: 'invalidValue',
  },
  {
    rule: 'lastPrimaryWins',
    send: onUser([
      {
        op: 'replace',
        path: 'emails',
        value: [
          { value: 'a', primary: true },
          { value: 'b', primary: true },
        ],
      },
    ]),
    see: show('emails'),
    on: [
      { value: 'a', primary: false },
      { value: 'b', primary: true },
    ],
    off: 'invalidValue',
  },
  {
    rule: 'anyFormat',
    send: onUser([{ op: 'replace', path: 'addresses', value: [{ type: 'work', country: 'United States' }] }]),
    see: show('addresses'),
    on: [{ type: 'work', country: 'United States' }],
    off: 'invalidValue',
  },
  {
    rule: 'stripControlCharacters',
    send: onUser([{ op: 'replace', path: 'title', value: 'a\u200bb\u0007' }]),
    see: show('title'),
    on: 'ab',
    off: 'a\u200bb\u0007',
  },
  {
    rule: 'emptyOperations',
    send: onUser([]),
    see: (_, { status }) => status,
    on: 200,
    off: 400,
  },
]

async function run({ send, see }: Case, dialect: DialectOption) {
  const client = openClient({ dialect })
  const boss = (await client.user({ userName: 'boss' })).path
  const user = await client.user({
    externalId: '701984',
    title: 'old',
    emails: [work, { type: 'home', value: 'h@x.org' }],
    [enterpriseUrn]: { manager: { value: 'm0' } },
  })
  const group = await client.group({ members: [{ value: user.id }, { value: id(boss) ?? '' }] })
  const world = { client, user: user.path, boss, group: group.path }
  const answer = await send(world)
  return { seen: await see(world, answer), normalisations: answer.event.normalisations, status: answer.status }
}

const titleOf = ({ rule, form }: Case) => (form === undefined ? rule : `${rule}: ${form}`)
const hitOnceEach = ({ rule, times = 1 }: Case) => ({ [rule]: times })

describe.each(cases.map((each) => ({ title: titleOf(each), ...each })))('$title', (each) => {
  const { rule, on, off } = each
  const isOptional = dialectRules[rule].mode === 'optional'

  it('is on by itself in the strict dialect, and counted', async () => {
    const { seen, normalisations } = await run(each, { base: 'strict', rules: onlyRulesFor(each) })
    expect(seen).toEqual(on)
    expect(normalisations).toMatchObject(hitOnceEach(each))
  })

  it('is off by itself in the tolerant dialect', async () => {
    const { seen, normalisations } = await run(each, { base: 'tolerant', rules: { [rule]: false } })
    expect(seen).toEqual(off)
    expect(normalisations).not.toHaveProperty(rule)
  })

  it(isOptional ? 'is off unless asked for' : 'is on in the tolerant dialect', async () => {
    expect((await run(each, 'tolerant')).seen).toEqual(isOptional ? off : on)
  })

  it(
    dialectRules[rule].mode === 'always' ? 'is on in the strict dialect too' : 'is off in the strict dialect',
    async () => {
      expect((await run(each, 'strict')).seen).toEqual(dialectRules[rule].mode === 'always' ? on : off)
    },
  )
})

/** The rule, and what it cannot do without for what is sent in one breath. */
function onlyRulesFor({ rule, form }: Case): Partial<Record<RuleName, boolean>> {
  if (rule === 'scim11') return { scim11: true, anySchemas: true }
  return form === 'in a filter' ? { [rule]: true, createUnmatched: true } : { [rule]: true }
}

describe('The dialect', () => {
  it('has a case here for every rule', () => {
    const shown = new Set(cases.map(({ rule }) => rule))
    expect(Object.keys(dialectRules).filter((name) => !shown.has(name as RuleName))).toEqual([])
  })

  it('removes an encoded role as it was added', async () => {
    const client = openClient({ dialect: { base: 'tolerant', rules: { decodeRoles: true } } })
    const { path } = await client.user()
    const value = [{ value: JSON.stringify({ id: '1', value: 'admin', displayName: 'A' }) }]
    await client.patch(path, [{ op: 'Add', path: 'roles', value }])
    expect((await client.patch(path, [{ op: 'Remove', path: 'roles', value }])).body).not.toHaveProperty('roles')
  })

  it('keeps somebody switched off whose mapping has no value, until true is sent', async () => {
    const client = openClient()
    const { path } = await client.user({ active: false })
    for (const active of [null, '']) {
      const put = await client.put(path, { schemas: [userUrn], userName: 'ada', active })
      expect(put.body).toMatchObject({ active: false })
      expect((await client.patch(path, [{ op: 'replace', path: 'active', value: active }])).body.active).toBe(false)
      expect((await client.patch(path, [{ op: 'replace', value: { active } }])).body.active).toBe(false)
    }
    expect((await client.patch(path, [{ op: 'remove', path: 'active' }])).body.active).toBe(false)
    expect((await client.patch(path, [{ op: 'replace', path: 'active', value: true }])).body.active).toBe(true)
  })

  it('always says whether somebody is in use', async () => {
    const client = openClient()
    const { path } = await client.user({ active: null })
    const put = () => client.put(path, { schemas: [userUrn], userName: 'ada', active: null })
    const patch = (op: string) => client.patch(path, [{ op, path: 'active', ...(op !== 'remove' && { value: null }) }])
    for (const answer of [await put(), await patch('replace'), await patch('remove'), await client.get(path)])
      expect(answer.body.active).toBe(true)
    expect((await client.get(`/Users${query({ filter: 'active eq true' })}`)).body.totalResults).toBe(1)
  })

  it.each([
    ['scim11', {}],
    ['scim11', { schemas: [scim11] }],
    ['memberOperations', {}],
    ['memberOperations', { schemas: [scim11] }],
    ['memberOperations', { schemas: [groupUrn] }],
  ] as const)('%s alone takes a PATCH of SCIM 1.1 that says %j', async (rule, declared) => {
    const client = openClient({ dialect: { base: 'strict', rules: { [rule]: true } } })
    const user = await client.user()
    const group = await client.group({ members: [{ value: user.id }] })
    const body = { ...declared, members: [{ value: user.id, Operation: 'delete' }] }
    const answer = await client.request('PATCH', group.path, body)
    expect([answer.status, answer.event.normalisations]).toEqual([204, { [rule]: 1 }])
    expect(await client.values(group.path, 'members')).toEqual([])
  })

  it.each([
    [{ members: { value: 'u', operation: 'delete' } }, []],
    [{ members: { value: 'u', operation: 'Delete' } }, []],
    [{ members: { value: 'u' } }, ['u']],
  ])('SCIM 1.1 may name one member as an object: %j', async ({ members }, left) => {
    const client = openClient()
    const user = await client.user()
    const group = await client.group({ members: [{ value: id(user.path) ?? '' }] })
    const body = { schemas: [scim11], members: { ...members, value: id(user.path) } }
    expect((await client.request('PATCH', group.path, body)).status).toBe(204)
    expect(await client.values(group.path, 'members')).toEqual(left.map(() => id(user.path)))
  })

  it('SCIM 1.1 deletes an element by what is said of it, and what Meta lists', async () => {
    const client = openClient()
    const { path } = await client.user({ title: 't', emails: [work, { type: 'home', value: 'h' }] })
    const emails = [{ type: 'work', operation: 'delete' }]
    const { body } = await client.request('PATCH', path, { schemas: [scim11], emails, Meta: { attributes: ['title'] } })
    expect(body).toMatchObject({ emails: [{ type: 'home', value: 'h' }] })
    expect(body).not.toHaveProperty('title')
  })

  it.each([
    ['{"displayName":"A","displayName":"B"}', 'ATTRIBUTE_DUPLICATE'],
    ['{"displayName":"A","DISPLAYNAME":"B"}', 'ATTRIBUTE_DUPLICATE'],
    ['{"displayName":"A","constructor":1}', 'KEY_FORBIDDEN'],
    ['{"displayName":"A"', 'PATCH_VALUE_FORM'],
  ])('S7643-2.1-04: reads JSON in a string as it reads a body: %s', async (value, code) => {
    const client = openClient({ dialect: { base: 'tolerant', rules: { decodeRoles: true } } })
    const { path } = await client.user()
    const answer = await client.patch(path, [{ op: 'replace', value }])
    expect([answer.status, answer.event.errorCode]).toEqual([400, code])
  })

  it('S7643-2.3.4-01: tells 1.0 from an integer also in a string', async () => {
    const client = openClient()
    const { path } = await client.widget({ count: 3 })
    expect((await client.patch(path, [{ op: 'replace', value: '{"count":1}' }])).body.count).toBe(1)
    expect(await client.patch(path, [{ op: 'replace', value: '{"count":1.0}' }])).toMatchObject(
      error(400, 'invalidValue'),
    )
  })

  it('takes as many values to be removed as there may be operations, and of members that have an id any number', async () => {
    const client = openClient()
    const { path } = await client.group()
    const remove = (count: number, of: (index: number) => JsonObject) =>
      client.patch(path, [{ op: 'remove', path: 'members', value: Array.from({ length: count }, (_, at) => of(at)) }])
    expect(await remove(10_001, (index) => ({ display: `${index}` }))).toMatchObject(error(413))
    expect((await remove(10_000, (index) => ({ display: `${index}` }))).status).toBe(204)
    expect((await remove(10_001, (index) => ({ Value: `${index}` }))).status).toBe(204)
  })

  it('takes a path that is null for none', async () => {
    const client = openClient({ dialect: 'strict' })
    const { path } = await client.user()
    const { body } = await client.patch(path, [{ op: 'replace', path: null, value: { title: 't' } }])
    expect(body.title).toBe('t')
  })

  it('removes what a path selects, whatever value stands beside it', async () => {
    const client = openClient({ dialect: 'strict' })
    const { path } = await client.user({ emails: [work, { type: 'home', value: 'h' }] })
    const removed = await client.patch(path, [{ op: 'remove', path: 'emails[type eq "work"]', value: 'h' }])
    expect(removed.body.emails).toEqual([{ type: 'home', value: 'h' }])
  })

  it('counts nothing of a request that follows the letter', async () => {
    const client = openClient()
    const { path } = await client.user({ emails: [work] })
    await client.patch(path, [{ op: 'replace', path: 'emails[type eq "work"].value', value: 'x' }])
    await client.get(`/Users${query({ filter: 'userName eq "ada" and active pr' })}`)
    expect(client.events.map(({ normalisations }) => normalisations)).toEqual([{}, {}, {}])
  })

  it('does not create where the filter is more than equalities', async () => {
    const client = openClient()
    const { path } = await client.user()
    for (const filter of ['type eq "a" or type eq "b"', 'not (type eq "a")', 'type sw "a"', 'type pr', 'type ne "a"'])
      expect(
        (await client.patch(path, [{ op: 'add', path: `emails[${filter}].value`, value: 'x' }])).body.scimType,
      ).toBe('noTarget')
  })

  it('takes a whole before its parts, in whatever order a value names them', async () => {
    const client = openClient()
    const { path } = await client.user()
    const manager = `${enterpriseUrn}:manager`
    const value = {
      [`${manager}.value`]: 'b',
      'emails[type eq "work"].display': 'W',
      'name.givenName': 'b',
      emails: [work],
      name: { givenName: 'a', familyName: 'f' },
      [manager]: { value: 'a' },
    }
    const { body } = await client.patch(path, [{ op: 'replace', value }])
    expect(body).toMatchObject({
      name: { givenName: 'b', familyName: 'f' },
      emails: [{ ...work, display: 'W' }],
      [enterpriseUrn]: { manager: { value: 'b' } },
    })
  })

  it('takes elements before what is said of one of them, and of all of them', async () => {
    const client = openClient()
    const { path } = await client.user()
    const value = {
      'emails[type eq "home"].display': 'H',
      'emails[type eq "home"]': { ...work, type: 'home' },
      'emails.primary': false,
    }
    const { body } = await client.patch(path, [{ op: 'replace', value: { emails: [{ type: 'home', value: 'h' }] } }])
    expect(body.emails).toEqual([{ type: 'home', value: 'h' }])
    expect((await client.patch(path, [{ op: 'replace', value }])).body.emails).toEqual([
      { type: 'home', value: work.value, primary: false, display: 'H' },
    ])
  })

  it.each([
    { userName: 'a', [`${userUrn}:userName`]: 'b' },
    { 'name.givenName': 'a', 'NAME.givenname': 'b' },
    { name: { givenName: 'a' }, [`${userUrn}:name`]: { givenName: 'b' } },
  ])('refuses two names of one attribute in one value: %j', async (value) => {
    const client = openClient()
    const { path } = await client.user()
    const { body } = await client.patch(path, [{ op: 'replace', value }])
    expect(body).toMatchObject({ scimType: 'invalidSyntax', detail: expect.stringContaining('given more than once') })
  })

  it('takes one object for what is said of an element, wherever one may stand for a list', async () => {
    const client = openClient({ dialect: { base: 'strict', rules: { wrapSingle: true } } })
    const { path } = await client.user({ emails: [work] })
    const operation = { op: 'add', path: 'emails[type eq "work"]', value: { display: 'W' } }
    expect((await client.patch(path, [operation])).body.emails).toEqual([{ ...work, display: 'W' }])
  })

  it('refuses members of a message that differ only in case', async () => {
    const client = openClient()
    const { path } = await client.user()
    const body = { schemas: [patchUrn], Operations: [], operations: [] }
    expect((await client.request('PATCH', path, body)).body.scimType).toBe('invalidSyntax')
  })

  it.each([[undefined], [null]])(
    'remove of members without a value (%s) removes all, in either dialect',
    async (value) => {
      for (const dialect of ['strict', 'tolerant'] as const) {
        const client = openClient({ dialect })
        const { id: member } = await client.user()
        const { path } = await client.group({ members: [{ value: member }] })
        expect((await client.patch(path, [{ op: 'remove', path: 'members', value }])).status).toBe(204)
        expect(await client.values(path, 'members')).toEqual([])
      }
    },
  )

  it.each([
    ['members', []],
    ['members', null],
    [undefined, { members: [] }],
    [undefined, { members: null }],
  ])('replace of %s by %j empties the group', async (target, value) => {
    const client = openClient({ dialect: 'strict' })
    const { id: member } = await client.user()
    const { path } = await client.group({ members: [{ value: member }] })
    expect((await client.patch(path, [{ op: 'replace', ...(target && { path: target }), value }])).status).toBe(204)
    expect(await client.values(path, 'members')).toEqual([])
  })

  it('the URN of an attribute is split at the known URN', async () => {
    const client = openClient({ dialect: 'strict' })
    const { path } = await client.user()
    const { body } = await client.patch(path, [
      { op: 'add', path: `${enterpriseUrn}:manager.value`, value: 'm' },
      { op: 'add', path: `${enterpriseUrn}:costCenter`, value: '1.2:3' },
    ])
    expect(body[enterpriseUrn]).toMatchObject({ costCenter: '1.2:3', manager: { value: 'm' } })
  })

  it('$ref may be null, relative, stale; a member’s type is looked up', async () => {
    const client = openClient({ dialect: 'strict' })
    const user = await client.user()
    const inner = await client.group({ displayName: 'inner' })
    const { path } = await client.group()
    const value = [
      { $ref: null, value: user.id },
      { $ref: '../Users/stale', value: inner.id, type: 'User' },
    ]
    expect((await client.patch(path, [{ op: 'add', path: 'members', value }])).status).toBe(204)
    expect((await client.get(path)).body.members).toMatchObject([
      { type: 'User', $ref: expect.stringContaining(user.path) },
      { type: 'Group', $ref: expect.stringContaining(inner.path) },
    ])
  })

  it('unknown members are refused, left out or kept, as the profile says', async () => {
    const { rfcProfile } = await import('@scimkit/core')
    const outcome = async (validation: 'reject' | 'skip' | 'accept') => {
      const profile = { ...rfcProfile, groups: { ...rfcProfile.groups, memberValidation: validation } }
      const client = openClient({ profile })
      const { id: member } = await client.user()
      const { path } = await client.group()
      const value = [{ value: 'nobody' }, { value: member }]
      const { status } = await client.patch(path, [{ op: 'add', path: 'members', value }])
      return [status, (await client.values(path, 'members')).map((each) => each === member)]
    }
    expect(await outcome('reject')).toEqual([400, []])
    expect(await outcome('skip')).toEqual([204, [true]])
    expect(await outcome('accept')).toEqual([204, [false, true]])
  })

  it('blanks, trailing separators and the flag of Entra ID do no harm', async () => {
    const client = openClient({ dialect: 'strict' })
    await client.user()
    for (const search of [
      '?',
      '?&',
      '?aadOptscim062020',
      '?aadOptscim062020&filter=userName+eq+"ada"&',
      '?filter=userName%20eq%20%22ada%22&x=1',
    ])
      expect((await client.get(`/Users${search}`)).body.totalResults).toBe(1)
  })

  it('values are stored as they are sent, with no format forced on them', async () => {
    const client = openClient({ dialect: 'strict' })
    const attributes = {
      phoneNumbers: [{ value: 'tel:+1 (201) 555' }, { value: 'call me' }],
      locale: 'en_US.utf8',
      timezone: 'PST8',
      preferredLanguage: '??',
      emails: [{ value: 'not an email' }],
    }
    const { path } = await client.user(attributes)
    expect((await client.get(path)).body).toMatchObject(attributes)
  })

  it('Okta’s rename and Entra ID’s everything at once', async () => {
    const client = openClient()
    const { path } = await client.user()
    const { status, event, body } = await client.request('PATCH', path, {
      schemas: [patchUrn],
      operations: [
        { Op: 'Replace', Path: 'active', Value: ['False'] },
        { op: 'Add', value: { 'emails[type eq "work"].value': 'x', [`${enterpriseUrn}:manager`]: 'm' } },
      ],
    })
    expect(status).toBe(200)
    expect(body).toMatchObject({ active: false, emails: [{ type: 'work', value: 'x' }] })
    expect(event.normalisations).toEqual({
      messageKeyCase: 2,
      operationCase: 2,
      unwrapSingle: 1,
      stringBooleans: 1,
      pathsAsNames: 1,
      createUnmatched: 1,
      complexFromScalar: 1,
    })
  })
})
