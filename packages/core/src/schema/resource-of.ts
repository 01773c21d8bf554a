import type { AttributeDefinition, ResourceTypeDefinition, SchemaExtensionDefinition } from './attribute.ts'
import type { JsonObject, JsonValue } from './json.ts'
import type { commonAttributes } from './rfc7643/common-attributes.ts'

/** The TypeScript type of each simple type of RFC 7643 §2.3, by its JSON type. */
interface SimpleTypes {
  readonly string: string
  readonly boolean: boolean
  readonly decimal: number
  readonly integer: number
  readonly dateTime: string
  readonly binary: string
  readonly reference: string
}

/**
 * The TypeScript type of a resource, from the definition of its resource type: required attributes are there,
 * multi-valued ones are arrays, extensions are under their URN, and the common attributes come with every type.
 *
 * @example
 * ```ts
 * type User = ResourceOf<typeof userResourceType>
 * const mailOf = (user: Pick<User, 'emails'>) => user.emails?.find((email) => email.primary)?.value
 * mailOf({ emails: [{ value: 'ada@example.com', primary: true }] }) // 'ada@example.com'
 * ```
 */
export type ResourceOf<Definition extends ResourceTypeDefinition> = Flat<
  ValuesOf<typeof commonAttributes> & ValuesOf<Definition['schema']['attributes']> & ExtensionsOf<Definition>
>

/** The TypeScript type of what a list of attributes describes: a resource's own part, an extension, a complex value. */
export type ValuesOf<Attributes extends readonly AttributeDefinition[]> = string extends Attributes[number]['name']
  ? JsonObject
  : Flat<
      {
        readonly [Item in Attributes[number] as Item extends { required: true } ? Item['name'] : never]: ValueOf<Item>
      } & {
        readonly [Item in Attributes[number] as Item extends { required: true } ? never : Item['name']]?: ValueOf<Item>
      }
    >

type ValueOf<Item extends AttributeDefinition> = Item extends { multiValued: true }
  ? readonly ElementOf<Item>[]
  : ElementOf<Item>

type ElementOf<Item extends AttributeDefinition> = Item extends { type: infer Type }
  ? Type extends 'string' | undefined
    ? TextOf<Item>
    : Type extends keyof SimpleTypes
      ? SimpleTypes[Type]
      : Item extends { subAttributes: infer Subs extends readonly AttributeDefinition[] }
        ? ValuesOf<Subs>
        : JsonValue
  : TextOf<Item>

// Canonical values are suggestions (RFC 7643 §7): an editor offers them, any other string is as good.
type TextOf<Item> = Item extends { canonicalValues: readonly (infer Known)[] } ? Known | (string & {}) : string

type ExtensionsOf<Definition extends ResourceTypeDefinition> = Definition extends {
  extensions: infer Extensions extends readonly SchemaExtensionDefinition[]
}
  ? {
      readonly [Item in Extensions[number] as Item extends { required: true } ? Item['schema']['id'] : never]: ValuesOf<
        Item['schema']['attributes']
      >
    } & {
      readonly [Item in Extensions[number] as Item extends { required: true }
        ? never
        : Item['schema']['id']]?: ValuesOf<Item['schema']['attributes']>
    }
  : unknown

type Flat<Type> = { readonly [Key in keyof Type]: Type[Key] }
