import { isJsonObject, type JsonObject } from '@scimkit/core'

/** Takes a JSON value for what it should be. Throws an error that says where it is not. */
export type Reader<Value> = (value: unknown, where: string) => Value

/** Says what was expected where, and what was there. */
export function mismatch(where: string, expected: string, value: unknown): Error {
  return new Error(`${where}: expected ${expected}, got ${show(value)}`)
}

/** A value as JSON, short enough for a line. */
export function show(value: unknown): string {
  const json = value === undefined ? 'nothing' : JSON.stringify(value)
  return json.length > 200 ? `${json.slice(0, 200)}…` : json
}

export const text: Reader<string> = (value, where) => {
  if (typeof value === 'string') return value
  throw mismatch(where, 'a text', value)
}

export const flag: Reader<boolean> = (value, where) => {
  if (typeof value === 'boolean') return value
  throw mismatch(where, 'true or false', value)
}

export const object: Reader<JsonObject> = (value, where) => {
  if (isJsonObject(value)) return value
  throw mismatch(where, 'an object', value)
}

/** A list, each element read on its own. */
export function listOf<Element>(read: Reader<Element>): Reader<readonly Element[]> {
  return (value, where) => {
    if (!Array.isArray(value)) throw mismatch(where, 'a list', value)
    return value.map((element, index) => read(element, `${where}[${index}]`))
  }
}

/** An object whose names are free, each member read on its own. */
export function mapOf<Member>(read: Reader<Member>): Reader<Readonly<Record<string, Member>>> {
  return (value, where) =>
    Object.fromEntries(
      Object.entries(object(value, where)).map(([name, member]) => [name, read(member, `${where}.${name}`)]),
    )
}

/** A member that may be missing. */
export function optional<Value>(read: Reader<Value>): Reader<Value | undefined>
export function optional<Value>(read: Reader<Value>, otherwise: Value): Reader<Value>
export function optional<Value>(read: Reader<Value>, otherwise?: Value): Reader<Value | undefined> {
  return (value, where) => (value === undefined ? otherwise : read(value, where))
}

/** An object with these members and no others. */
export function shapeOf<const Shape extends Readonly<Record<string, Reader<unknown>>>>(
  shape: Shape,
): Reader<{ readonly [Name in keyof Shape]: ReturnType<Shape[Name]> }> {
  return (value, where) => {
    const members = object(value, where)
    const stranger = Object.keys(members).find((name) => !Object.hasOwn(shape, name))
    if (stranger !== undefined) throw new Error(`${where}: "${stranger}" is not known here`)
    const entries = Object.entries(shape).map(([name, read]) => [name, read(members[name], `${where}.${name}`)])
    // Every name of the shape got what its own reader returned, which is what the type says.
    return Object.fromEntries(entries)
  }
}
