import type { JsonObject, JsonValue } from '@scimkit/core'
import { isWritable, type PublishedAttribute } from '../server/published.ts'

/** Values that have a form beyond their type, by the path of the attribute (RFC 7643 §4.1, §4.3). */
const formats: Readonly<Record<string, (name: string) => JsonValue>> = {
  userName: (name) => `${name}@example.com`,
  password: (name) => `Tr0ub4dor&3-${name}`,
  preferredLanguage: () => 'en-US',
  locale: () => 'en-US',
  timezone: () => 'Europe/Berlin',
  profileUrl: (name) => `https://example.com/${name}`,
  'emails.value': (name) => `${name}@example.com`,
  'phoneNumbers.value': () => 'tel:+1-201-555-0123',
  'photos.value': (name) => `https://example.com/${name}.png`,
  'addresses.country': () => 'US',
  'addresses.formatted': () => '100 Universal City Plaza\nHollywood, CA 91608 USA',
}

const byType: Readonly<Record<string, (name: string) => JsonValue>> = {
  boolean: () => true,
  integer: () => 7,
  decimal: () => 1.5,
  dateTime: () => '2011-05-13T04:42:34Z',
  binary: () => 'AQID',
  reference: (name) => `https://example.com/${name}`,
}

/** A value the attribute takes, as its published definition reads. Undefined when there is none that can be made up. */
export function valueFor(attribute: PublishedAttribute, path: string, name: string): JsonValue | undefined {
  const value = elementFor(attribute, path, name)
  return attribute.multiValued && value !== undefined ? [value] : value
}

function elementFor(attribute: PublishedAttribute, path: string, name: string): JsonValue | undefined {
  if (attribute.type === 'complex') return complexFor(attribute, path, name)
  if (attribute.type === 'reference' && !pointsOutside(attribute)) return undefined
  const [canonical] = attribute.canonicalValues
  const make = formats[path] ?? byType[attribute.type]
  return make === undefined ? (canonical ?? `${name} ${attribute.name}`) : make(name)
}

/** A reference to a resource needs the resource; a reference without types is taken for a plain URI. */
function pointsOutside({ referenceTypes }: PublishedAttribute): boolean {
  return referenceTypes.length === 0 || referenceTypes.some((type) => ['external', 'uri'].includes(type))
}

function complexFor({ subAttributes }: PublishedAttribute, path: string, name: string): JsonObject | undefined {
  // What refers to resources cannot be made up, nor can certificates: their value is left to the checks that need them.
  if (subAttributes.some((sub) => sub.name === '$ref' || sub.type === 'binary')) return undefined
  const members = subAttributes
    .filter((sub) => isWritable(sub))
    .map((sub) => [sub.name, valueFor(sub, `${path}.${sub.name}`, name)] as const)
    .filter(([, value]) => value !== undefined)
  return members.length === 0 ? undefined : Object.fromEntries(members)
}
