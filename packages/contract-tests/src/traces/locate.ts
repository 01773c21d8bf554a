import type { JsonValue } from '@scimkit/core'

/** The value at a path of a trace: dotted, or a JSON Pointer (RFC 6901) when it starts with `/`. */
export function locate(value: JsonValue | undefined, path: string): JsonValue | undefined {
  let current: unknown = value
  for (const name of path.startsWith('/') ? pointerNames(path) : path.split('.')) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, name)) return undefined
    current = Reflect.get(current, name)
  }
  // A member of a JSON value is a JSON value; Reflect.get cannot say so.
  return current as JsonValue
}

function pointerNames(pointer: string): readonly string[] {
  return pointer
    .slice(1)
    .split('/')
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'))
}
