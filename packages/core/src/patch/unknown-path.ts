import { ScimError } from '../errors/scim-error.ts'
import type { Path } from '../filter/ast.ts'
import { printPath } from '../filter/print.ts'
import type { ResourceType } from '../schema/attribute.ts'

/** The error for a path that names no attribute. */
export function unknownPath({ name }: ResourceType, path: Path): ScimError<'PATH_UNKNOWN_ATTRIBUTE'> {
  return new ScimError('PATH_UNKNOWN_ATTRIBUTE', { path: printPath(path), resourceType: name })
}

/** The attribute that a path names, without the filter that selects elements of it. */
export function nameIn({ path, subAttribute }: Path): string {
  return subAttribute === undefined ? path : `${path}.${subAttribute}`
}
