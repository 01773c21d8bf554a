import type { AttributeDefinition, Filter, JsonObject, JsonValue, ResourceTypeDefinition } from '@scimkit/core'
import fc from 'fast-check'

const types = ['string', 'boolean', 'integer', 'decimal', 'dateTime', 'reference'] as const
type SimpleType = (typeof types)[number]

// Few values, so that filters match; each of them trouble for somebody: case folding, normal forms, code points beyond
// U+FFFF and above the surrogates, wildcards of LIKE, and the characters PostgreSQL has no room for.
const texts = [
  'a',
  'A',
  'ab',
  'Straße',
  'STRASSE',
  'é',
  'e\u0301',
  'ı',
  'İ',
  'Σ',
  'ς',
  '%',
  '_',
  '\\',
  'a%b',
  '"',
  '',
  '\u0000',
  'a\u0000',
  '\u0001',
  '\u{1F600}',
  '\uE000',
  'null',
]
const values: Readonly<Record<SimpleType, readonly JsonValue[]>> = {
  string: texts,
  boolean: [true, false],
  integer: [-1, 0, 1, 10, 9007199254740991],
  decimal: [-1.5, 0.1, 0.25, 1, 1e21],
  dateTime: ['2026-01-01T00:00:00Z', '2026-01-01T01:00:00+01:00', '2025-12-31T23:59:59.999Z', '2026-06-01T12:00:00.5Z'],
  reference: ['https://example.com/a', 'HTTPS://EXAMPLE.com/a', 'https://example.com/%7Ea', 'https://example.com/~a'],
}

type Simple = AttributeDefinition & { readonly type: SimpleType }

const simple = (name: string) =>
  fc
    .record({
      type: fc.constantFrom(...types),
      caseExact: fc.boolean(),
      multiValued: fc.boolean(),
      indexed: fc.boolean(),
    })
    .map(
      (characteristics): Simple => ({
        name,
        ...characteristics,
        ...(characteristics.type === 'reference' && { referenceTypes: ['external'] }),
      }),
    )

const single = (name: string) => simple(name).map((attribute): Simple => ({ ...attribute, multiValued: false }))

/** A resource type of random attributes: simple ones, one complex, one list of complex ones. */
export const anyDefinition = fc
  .record({
    first: simple('first'),
    second: simple('second'),
    name: single('part'),
    // RFC 7643 §2.3.8: no element is a boolean.
    value: single('value').filter(({ type }) => type !== 'boolean'),
    kind: single('kind'),
  })
  .map(({ first, second, name, value, kind }) => {
    const attributes: readonly AttributeDefinition[] = [
      { name: 'label', caseExact: true },
      first,
      second,
      { name: 'holder', type: 'complex', subAttributes: [name] },
      {
        name: 'items',
        type: 'complex',
        multiValued: true,
        subAttributes: [value, kind, { name: 'primary', type: 'boolean' }],
      },
    ]
    const definition: ResourceTypeDefinition = {
      name: 'Thing',
      endpoint: '/Things',
      schema: { id: 'urn:scimkit:differential:Thing', name: 'Thing', attributes },
    }
    return { definition, simples: { first, second, 'holder.part': name, 'items.value': value, 'items.kind': kind } }
  })

/** What {@link anyDefinition} makes. */
export type Defined = typeof anyDefinition extends fc.Arbitrary<infer Value> ? Value : never

const oneOf = ({ type }: Simple) => fc.constantFrom(...values[type])

const valueFor = (attribute: Simple): fc.Arbitrary<JsonValue | undefined> =>
  fc.option(attribute.multiValued ? fc.array(oneOf(attribute), { minLength: 1, maxLength: 3 }) : oneOf(attribute), {
    nil: undefined,
  })

/** The documents of a few resources, each with a label of its own. */
export function anyDocuments({ simples }: Defined): fc.Arbitrary<readonly JsonObject[]> {
  const item = fc.record({
    value: valueFor(simples['items.value']),
    kind: valueFor(simples['items.kind']),
    primary: fc.constantFrom(undefined, true, false),
  })
  const document = fc.record({
    first: valueFor(simples.first),
    second: valueFor(simples.second),
    holder: fc.option(fc.record({ part: valueFor(simples['holder.part']) }), { nil: undefined }),
    items: fc.option(fc.array(item, { minLength: 1, maxLength: 3 }), { nil: undefined }),
  })
  return fc
    .array(document, { minLength: 1, maxLength: 12 })
    .map((documents) => documents.map((each, index) => withoutGaps({ label: `${index}`, ...each })))
}

/** JSON has no undefined, and the core stores no empty objects. */
function withoutGaps(value: object): JsonObject {
  return JSON.parse(JSON.stringify(value))
}

const operatorsOf: Readonly<
  Record<SimpleType, readonly ('eq' | 'ne' | 'co' | 'sw' | 'ew' | 'gt' | 'ge' | 'lt' | 'le')[]>
> = {
  string: ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'],
  reference: ['eq', 'ne', 'co', 'sw', 'ew'],
  boolean: ['eq', 'ne'],
  integer: ['eq', 'ne', 'gt', 'ge', 'lt', 'le'],
  decimal: ['eq', 'ne', 'gt', 'ge', 'lt', 'le'],
  dateTime: ['eq', 'ne', 'gt', 'ge', 'lt', 'le'],
}

function leaf(path: string, attribute: Simple): fc.Arbitrary<Filter> {
  const compare = fc.record({
    kind: fc.constant('compare' as const),
    path: fc.constant(path),
    operator: fc.constantFrom(...operatorsOf[attribute.type]),
    // Sound: every value of a simple type is a literal.
    value: oneOf(attribute) as fc.Arbitrary<string | number | boolean>,
  })
  return fc.oneof(
    { arbitrary: compare, weight: 4 },
    { arbitrary: fc.constant({ kind: 'present', path } as const), weight: 1 },
  )
}

function combined(one: fc.Arbitrary<Filter>): fc.Arbitrary<Filter> {
  return fc.letrec<{ filter: Filter }>((tie) => ({
    filter: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      one,
      tie('filter').map((operand): Filter => ({ kind: 'not', operand })),
      fc
        .record({ kind: fc.constantFrom('and' as const, 'or' as const), left: tie('filter'), right: tie('filter') })
        .map(({ kind, left, right }): Filter => ({ kind, operands: [left, right] })),
    ),
  })).filter
}

/** Any filter about the attributes of a definition. */
export function anyFilter({ simples }: Defined): fc.Arbitrary<Filter> {
  const leaves = Object.entries(simples).map(([path, attribute]) => leaf(path, attribute))
  const inside = combined(fc.oneof(leaf('value', simples['items.value']), leaf('kind', simples['items.kind'])))
  const valuePath = inside.map((filter): Filter => ({ kind: 'valuePath', path: 'items', filter }))
  const whole = fc.constantFrom('holder', 'items').map((path): Filter => ({ kind: 'present', path }))
  return combined(fc.oneof(...leaves, valuePath, whole))
}

/** Any attribute to sort by, or none. */
export function anySort({ simples }: Defined): fc.Arbitrary<string | undefined> {
  return fc.constantFrom(undefined, 'label', ...Object.keys(simples))
}
