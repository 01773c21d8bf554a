import { verifies } from '@scimkit/contract-tests/verifies'
import { describe, expect } from 'vitest'
import { error, openClient, query } from '../protocol/client.ts'
import { users, widgets } from './corpus.ts'

/** Eight users: every combination of three properties, named by those they have. */
const eight = ['-', 'a', 'b', 'ab', 'c', 'ac', 'bc', 'abc'].map((name) => ({
  userName: name,
  ...(name.includes('a') && { title: 'a' }),
  ...(name.includes('b') && { nickName: 'b' }),
  ...(name.includes('c') && { locale: 'c' }),
}))
const terms = { a: 'title eq "a"', b: 'nickName eq "b"', c: 'locale eq "c"' }

/** Writes `a`, `b` and `c` out. */
const write = (formula: string) => formula.replace(/\b[abc]\b/g, (name) => terms[name as keyof typeof terms])

type Truth = (has: { readonly a: boolean; readonly b: boolean; readonly c: boolean }) => boolean

const those = (truth: Truth) =>
  eight
    .map(({ userName }) => userName)
    .filter((name) => truth({ a: name.includes('a'), b: name.includes('b'), c: name.includes('c') }))
    .sort()

describe('Filters: the grammar', () => {
  verifies(
    ['S7644-3.4.2.2-21', 'S7644-3.4.2.2-01'],
    'and, or and not mean what they mean, and nobody else is found',
    async () => {
      const { find } = await users(...eight)
      const formulas: readonly (readonly [string, Truth])[] = [
        ['a and b', ({ a, b }) => a && b],
        ['a or b', ({ a, b }) => a || b],
        ['not (a)', ({ a }) => !a],
        ['not (a and b)', ({ a, b }) => !(a && b)],
        ['not (a) and not (b)', ({ a, b }) => !a && !b],
        ['a and b and c', ({ a, b, c }) => a && b && c],
        ['a or b or c', ({ a, b, c }) => a || b || c],
      ]
      for (const [formula, truth] of formulas) expect(await find(write(formula)), formula).toEqual(those(truth))
    },
  )

  verifies('S7644-3.4.2.2-22', 'brackets bind first, then not, then and, then or', async () => {
    const { find } = await users(...eight)
    const formulas: readonly (readonly [string, Truth])[] = [
      ['a or b and c', ({ a, b, c }) => a || (b && c)],
      ['a and b or c', ({ a, b, c }) => (a && b) || c],
      ['(a or b) and c', ({ a, b, c }) => (a || b) && c],
      ['not (a) and b', ({ a, b }) => !a && b],
      ['not (a) or b', ({ a, b }) => !a || b],
      ['a or not (b) and c', ({ a, b, c }) => a || (!b && c)],
    ]
    for (const [formula, truth] of formulas) expect(await find(write(formula)), formula).toEqual(those(truth))
  })

  verifies('S7644-3.4.2.2-04', 'names and operators count without case', async () => {
    const { find } = await users({ userName: 'bjensen', nickName: 'b' }, { userName: 'ada' })
    for (const filter of [
      'USERNAME EQ "bjensen"',
      'Username Eq "bjensen"',
      'userName eq "bjensen" AND nickName PR',
      'nickName PR Or nickName eq "x"',
      'NOT (userName eq "ada")',
    ])
      expect(await find(filter), filter).toEqual(['bjensen'])
  })

  verifies('S7644-3.4.2.2-24', 'a blank after not makes no difference', async () => {
    const { find } = await users(...eight)
    expect(await find(write('not(a)'))).toEqual(await find(write('not (a)')))
    expect(await find(write('not(a)'))).toEqual(those(({ a }) => !a))
  })

  verifies(
    ['S7644-3.4.2.2-23', 'S7644-3.4.2.2-02', 'S7644-3.4.2.2-03'],
    'what is not in the grammar is refused',
    async () => {
      const { refuse } = await users()
      for (const filter of [
        '',
        ' ',
        '()',
        'userName',
        'userName eq',
        'eq "x"',
        'userName "x"',
        'userName pr "x"',
        'userName eq "a" "b"',
        '(userName pr',
        'userName pr)',
        'emails[type eq "work"',
        'emails]type eq "work"',
        'userName = "x"',
        "userName eq 'x'",
        'userName eq"x"',
        'userNameeq "x"',
        'userName pr and',
        'and userName pr',
        'userName pr and or nickName pr',
        'not userName pr',
        'not (userName pr) not (nickName pr)',
        'userName pr; drop',
        'userName eq "x',
      ])
        await refuse(filter)
    },
  )

  verifies('S7644-3.4.2.2-25', 'a text is a JSON string', async () => {
    const { find, refuse } = await users(
      { userName: "O'Malley" },
      { userName: 'a"b' },
      { userName: 'a\\b' },
      { userName: 'é' },
    )
    expect(await find(`userName eq "O'Malley"`)).toEqual(["O'Malley"])
    expect(await find('userName eq "a\\"b"')).toEqual(['a"b'])
    expect(await find('userName eq "a\\\\b"')).toEqual(['a\\b'])
    expect(await find('userName eq "\\u00e9"')).toEqual(['é'])
    for (const filter of ['userName eq "a\u0001b"', 'userName eq "a\\x"', 'userName eq "\\u00g0"']) await refuse(filter)
  })

  verifies('S7644-3.4.2.2-26', 'a number and a word are JSON tokens', async () => {
    const { find, refuse } = await widgets({ name: 'w', ratio: 1000, enabled: true }, { name: 'v', ratio: -1.5 })
    expect(await find('ratio eq 1e3')).toEqual(['w'])
    expect(await find('ratio eq -1.5')).toEqual(['v'])
    expect(await find('enabled eq true')).toEqual(['w'])
    for (const literal of ['01', '+1', '.5', '1.', 'NaN', 'Infinity', '0x1']) await refuse(`ratio eq ${literal}`)
    for (const literal of ['TRUE', 'True', 'undefined']) await refuse(`enabled eq ${literal}`)
  })

  verifies('S7644-3.4.2.2-42', 'a filter too long, too deep or of too many terms is refused', async () => {
    const { refuse, find } = await users({ userName: 'ada' })
    await refuse(`userName eq "${'x'.repeat(8192)}"`)
    await refuse(`${'('.repeat(51)}userName pr${')'.repeat(51)}`)
    await refuse(Array.from({ length: 201 }, () => 'userName pr').join(' or '))
    expect(await find(Array.from({ length: 200 }, () => 'userName pr').join(' and '))).toEqual(['ada'])
    expect(await find(`${'('.repeat(50)}userName pr${')'.repeat(50)}`)).toEqual(['ada'])
  })

  verifies('S7644-3.10-04', 'the longest URN that is registered wins, dots and colons in it and all', async () => {
    const attributes = [{ name: 'c' }]
    const client = openClient({
      resourceTypes: [
        {
          name: 'Thing',
          schema: { id: 'urn:example:x:2.0:a', name: 'a', attributes: [{ name: 'label' }] },
          extensions: [
            { schema: { id: 'urn:example:x:2.0:a:b', name: 'b', attributes } },
            { schema: { id: 'urn:example:x:2.0:a:b:d', name: 'd', attributes: [{ name: 'e' }] } },
          ],
        },
      ],
    })
    const thing = {
      schemas: ['urn:example:x:2.0:a'],
      'urn:example:x:2.0:a:b': { c: '1' },
      'urn:example:x:2.0:a:b:d': { e: '2' },
    }
    expect((await client.post('/Things', thing)).status).toBe(201)
    const total = async (filter: string) => (await client.get(`/Things${query({ filter })}`)).body.totalResults
    expect(await total('urn:example:x:2.0:a:b:c eq "1" and URN:EXAMPLE:X:2.0:A:B:D:E eq "2"')).toBe(1)
    expect(await client.get(`/Things${query({ filter: 'urn:example:x:2.0:a:c pr' })}`)).toMatchObject(
      error(400, 'invalidFilter'),
    )
  })
})
