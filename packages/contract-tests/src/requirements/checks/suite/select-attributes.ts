import type { JsonValue } from '@scimkit/core'
import { Skip } from '../expect.ts'
import type { Probe } from '../probe/probe.ts'
import { valueFor } from '../probe/values.ts'
import { isWritable, type PublishedAttribute, type PublishedType } from '../server/published.ts'

/** An attribute to try something on. */
export interface Subject {
  readonly type: PublishedType
  readonly attribute: PublishedAttribute
}

/** Top-level attributes of all resource types. @throws Skip when none is as wanted */
export function subjects(
  { server }: Probe,
  what: string,
  wanted: (attribute: PublishedAttribute, type: PublishedType) => boolean,
): readonly Subject[] {
  const found = server.types.flatMap((type) =>
    type.schema.attributes.filter((attribute) => wanted(attribute, type)).map((attribute) => ({ type, attribute })),
  )
  if (found.length === 0) throw new Skip(`No resource type has ${what}.`)
  return found
}

/** Whether it is one text that a client can set and read, of no other form than text. */
export function isPlainText(attribute: PublishedAttribute): boolean {
  const { type, multiValued, canonicalValues, returned } = attribute
  const isText = type === 'string' && !multiValued && canonicalValues.length === 0
  return isText && isWritable(attribute) && ['default', 'always'].includes(returned) && !hasForm(attribute)
}

/** A value the attribute takes. @throws Skip when none can be made up */
export function madeUp({ attribute }: Subject, name: string): JsonValue {
  const value = valueFor(attribute, attribute.name, name)
  if (value === undefined) throw new Skip(`No value can be made up for ${attribute.name}.`)
  return value
}

/** RFC 7643 §4.1.1 gives these a form beyond their type; userName may have to be an e-mail address. */
function hasForm({ name }: PublishedAttribute): boolean {
  return ['userName', 'password', 'preferredLanguage', 'locale', 'timezone', 'profileUrl'].includes(name)
}
