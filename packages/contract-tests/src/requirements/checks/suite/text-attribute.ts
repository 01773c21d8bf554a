import { Skip } from '../expect.ts'
import { attributeAt, type PublishedType } from '../server/published.ts'

const candidates = ['title', 'nickName', 'displayName', 'userType', 'department']

/** An attribute of a type that takes any text and may be missing. @throws Skip when it has none of the usual ones */
export function textAttributeOf(type: PublishedType): string {
  const found = candidates.find((name) => isPlainText(type, name))
  if (found === undefined)
    throw new Skip(`${type.name} has no optional text attribute such as ${candidates.join(', ')}.`)
  return found
}

function isPlainText(type: PublishedType, name: string): boolean {
  const attribute = attributeAt(type, name)
  if (attribute === undefined) return false
  const { multiValued, required, mutability, returned, uniqueness, caseExact, canonicalValues } = attribute
  const isText = attribute.type === 'string' && !multiValued && canonicalValues.length === 0
  const isFree = !required && mutability === 'readWrite' && returned === 'default' && uniqueness === 'none'
  return isText && isFree && !caseExact
}
