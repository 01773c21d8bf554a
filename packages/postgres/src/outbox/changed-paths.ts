import { equalJson, isJsonObject, type JsonObject, type ResourceType } from '@scimkit/core'

/** The attributes in which two documents differ, as PATCH paths (RFC 9967 §2.2): those of extensions with their URN. */
export function changedPaths({ containers }: ResourceType, before: JsonObject, after: JsonObject): readonly string[] {
  return differing(before, after).flatMap((name) =>
    containers.has(name.toLowerCase())
      ? differing(objectIn(before, name), objectIn(after, name)).map((inner) => `${name}:${inner}`)
      : [name],
  )
}

function differing(before: JsonObject, after: JsonObject): readonly string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...names].filter((name) => !equalJson(before[name], after[name]))
}

function objectIn(document: JsonObject, name: string): JsonObject {
  const value = document[name]
  return isJsonObject(value) ? value : {}
}
