import type { JsonObject, JsonValue } from '@scimkit/core'
import * as fc from 'fast-check'
import { enterpriseUrn, type PatchOperation, userUrn } from './client.ts'
import { widgetExtensionUrn, widgetUrn } from './widget.ts'

// Few values, so that they meet: a filter that never matches and a name that is never taken prove little.
const word = fc.constantFrom('a', 'b', 'B', 'c d', 'é', 'ß')
const small = fc.integer({ min: -2, max: 2 })
const dim = fc.record({ w: small, h: small, unit: word }, { requiredKeys: [] })
const part = fc.record(
  { value: word, type: fc.constantFrom('a', 'b'), display: word, primary: fc.constant(false), qty: small },
  { requiredKeys: ['value'] },
)

const values = {
  code: word,
  badge: word,
  count: small,
  ratio: fc.constantFrom(0.5, -1, 2),
  enabled: fc.boolean(),
  at: fc.constantFrom('2011-05-13T04:42:34Z', '2011-05-13T04:42:34.5+02:00'),
  link: fc.constantFrom('https://x.org/y', 'Users/1'),
  tags: fc.uniqueArray(word, { minLength: 1, maxLength: 4 }),
  nums: fc.uniqueArray(small, { minLength: 1, maxLength: 4 }),
  dim: dim.filter((value) => Object.keys(value).length > 0),
  parts: fc.uniqueArray(part, { minLength: 1, maxLength: 4, selector: ({ type, value }) => `${type} ${value}` }),
  [widgetExtensionUrn]: fc.record({ owner: word, note: word }),
}

type Name = keyof typeof values

/** A valid Widget without a name. */
export const widgetBody: fc.Arbitrary<JsonObject> = fc
  .record(values, { requiredKeys: [] })
  // Each of them is JSON; the record's type does not say so.
  .map((body) => JSON.parse(JSON.stringify(body)) as JsonObject)

/** The name of an attribute and a value it can have. */
export const assignment: fc.Arbitrary<{ readonly path: string; readonly value: JsonValue }> = fc
  .constantFrom(...(Object.keys(values) as Name[]))
  .chain((path) => values[path].map((value) => ({ path, value: JSON.parse(JSON.stringify(value)) as JsonValue })))

const elementPath = fc
  .tuple(fc.constantFrom('value', 'type', 'display'), fc.constantFrom('eq', 'ne', 'sw'), word)
  .map(([sub, operator, value]) => `parts[${sub} ${operator} "${value}"]`)

/** An operation that fits the schema; whether it finds its target depends on the resource. */
export const operation: fc.Arbitrary<PatchOperation> = fc.oneof(
  assignment.chain(({ path, value }) => fc.constantFrom('add', 'replace').map((op) => ({ op, path, value }))),
  assignment.map(({ path }) => ({ op: 'remove', path })),
  widgetBody.chain((value) => fc.constantFrom('add', 'replace').map((op) => ({ op, value }))),
  elementPath.map((path) => ({ op: 'remove', path })),
  fc.tuple(fc.constantFrom('add', 'replace'), elementPath, word).map(([op, path, value]) => ({
    op,
    path: `${path}.display`,
    value,
  })),
  fc.tuple(elementPath, part).map(([path, value]) => ({ op: 'replace', path, value })),
)

/** Operations that no resource can be changed by. */
export const impossible: fc.Arbitrary<PatchOperation> = fc.constantFrom(
  { op: 'replace', path: 'state', value: 'x' },
  { op: 'remove', path: 'name' },
  { op: 'replace', path: 'nope', value: 1 },
  { op: 'add', path: 'count', value: 'many' },
  { op: 'replace', path: 'parts[nope eq 1].display', value: 'x' },
  { op: 'remove' },
  { op: 'jump', path: 'count' },
)

const hostileName = fc.constantFrom(
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'valueOf',
  'hasOwnProperty',
  'length',
)
const knownName = fc.constantFrom(
  ...['schemas', 'id', 'meta', 'userName', 'USERNAME', 'name', 'emails', 'members', 'groups', 'active', 'displayName'],
  ...['externalId', 'password', 'value', '$ref', 'type', 'primary', 'manager', enterpriseUrn, widgetExtensionUrn],
  ...[
    'Operations',
    'op',
    'path',
    'filter',
    'count',
    'startIndex',
    'attributes',
    'sortBy',
    'parts',
    'dim',
    'tags',
    'name.givenName',
  ],
)
const knownValue = fc.constantFrom<JsonValue>(
  ...[
    userUrn,
    widgetUrn,
    'add',
    'replace',
    'remove',
    'Add',
    'members',
    'emails[type eq "work"].value',
    'True',
    '',
    'ada',
    null,
  ],
)
const name = fc.oneof({ weight: 6, arbitrary: knownName }, { weight: 1, arbitrary: hostileName }, fc.string())

/** Any JSON, made of what could mean something here, of what could do harm, and of anything else. */
export const hostileJson: fc.Arbitrary<unknown> = fc.letrec<{ json: unknown; object: unknown }>((tie) => ({
  object: fc.array(fc.tuple(name, tie('json')), { maxLength: 5 }).map((entries) => fromEntries(entries)),
  json: fc.oneof(
    { depthSize: 'small' },
    { weight: 2, arbitrary: knownValue },
    fc.string({ unit: 'binary' }),
    fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean()),
    { weight: 2, arbitrary: tie('object') },
    fc.array(tie('json'), { maxLength: 4 }),
  ),
})).json

/** Makes `__proto__` a member like any other, as `JSON.parse` does. */
function fromEntries(entries: readonly (readonly [string, unknown])[]): unknown {
  return Object.fromEntries(entries)
}

/** A valid body with one part of it replaced by anything. */
export function mutated(body: JsonObject): fc.Arbitrary<unknown> {
  return fc.tuple(fc.constantFrom(...pathsIn(body)), hostileJson).map(([path, value]) => replaceAt(body, path, value))
}

type Path = readonly (string | number)[]

function pathsIn(value: unknown, at: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [at]
  const keys = Array.isArray(value) ? value.map((_, index) => index) : Object.keys(value)
  return [
    at,
    ...keys.flatMap((key) =>
      pathsIn(Object.entries(value)[Array.isArray(value) ? Number(key) : keys.indexOf(key as never)]?.[1], [
        ...at,
        key,
      ]),
    ),
  ]
}

function replaceAt(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
  if (key === undefined) return by
  if (Array.isArray(value))
    return value.map((element, index) => (index === key ? replaceAt(element, rest, by) : element))
  if (typeof value !== 'object' || value === null) return by
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, name === key ? replaceAt(inner, rest, by) : inner]),
  )
}

/** Text in which parts of paths and filters stand in any order. */
export const nearlyPath: fc.Arbitrary<string> = fc.oneof(
  fc
    .array(
      fc.constantFrom(
        ...[
          'emails',
          'name',
          'members',
          'userName',
          '.',
          '[',
          ']',
          '(',
          ')',
          '"',
          '\\',
          ' ',
          ' eq ',
          ' and ',
          ' or ',
          'not ',
          ' pr',
        ],
        ...[
          'type',
          'value',
          '"work"',
          'true',
          'null',
          '1',
          '__proto__',
          'constructor',
          'urn:',
          enterpriseUrn,
          ':',
          ',',
          '%',
          '\u0000',
          '\ud800',
        ],
      ),
      { maxLength: 12 },
    )
    .map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary' }),
)
