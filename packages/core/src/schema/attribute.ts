import type { Format } from './formats.ts'

/** The data types of RFC 7643 §2.3. */
export type AttributeType =
  | 'string'
  | 'boolean'
  | 'decimal'
  | 'integer'
  | 'dateTime'
  | 'binary'
  | 'reference'
  | 'complex'

/** RFC 7643 §7. */
export type Mutability = 'readOnly' | 'readWrite' | 'immutable' | 'writeOnly'

/** RFC 7643 §7. */
export type Returned = 'always' | 'never' | 'default' | 'request'

/** RFC 7643 §7. */
export type Uniqueness = 'none' | 'server' | 'global'

/**
 * An attribute as RFC 7643 §7 writes it down. A characteristic left out takes the default of §2.2: a singular,
 * optional, case-insensitive, readable and writable string that need not be unique.
 *
 * @example
 * ```ts
 * const serial = { name: 'serial', caseExact: true, mutability: 'immutable' } satisfies AttributeDefinition
 * ```
 */
export interface AttributeDefinition {
  /**
   * As it is shown; case does not count where a client writes it. Letters, digits, `$`, `-` and `_`, a letter first
   * (RFC 7643 §2.1).
   */
  readonly name: string
  /** `string` when left out. */
  readonly type?: AttributeType | undefined
  /** Whether its value is a list; it is a single one when left out. */
  readonly multiValued?: boolean | undefined
  /** What `/Schemas` tells people about it; its name when left out. */
  readonly description?: string | undefined
  /** Whether clients must give it a value; of a sub-attribute, in each element. They need not when left out. */
  readonly required?: boolean | undefined
  /** Values that clients should use where they fit. Others are taken as well. */
  readonly canonicalValues?: readonly string[] | undefined
  /**
   * Whether values that differ in case only are different. They are equal when left out, but for `reference` and
   * `binary`.
   */
  readonly caseExact?: boolean | undefined
  /** Who may write it, and when; `readWrite` when left out. */
  readonly mutability?: Mutability | undefined
  /** When answers have it; `default` when left out, and `never` for what is `writeOnly`. */
  readonly returned?: Returned | undefined
  /**
   * Among whose resources of the type a value is unique: those of the tenant (`server`), or all (`global`); `none` when
   * left out. A profile can say otherwise.
   */
  readonly uniqueness?: Uniqueness | undefined
  /**
   * Where a `reference` may lead: names of resource types, `external` for another URL, `uri` for an identifier that
   * leads nowhere.
   */
  readonly referenceTypes?: readonly string[] | undefined
  /** Of a `complex` attribute, which needs one at least. None of them can be `complex`. */
  readonly subAttributes?: readonly AttributeDefinition[] | undefined
  /**
   * ScimKit's own, never published: the value the server gives when the client names none (RFC 7643 §2.2, RFC 7644
   * §3.3).
   */
  readonly default?: unknown
  /**
   * ScimKit's own, never published: what a PUT that leaves this attribute out does with it. RFC 7644 §3.5.1 leaves
   * the choice open; `clear` is the default, `keep` protects attributes such as `active` whose loss locks people out.
   */
  readonly whenOmitted?: 'clear' | 'keep' | undefined
  /** ScimKit's own, never published: equality on this attribute must be answered from an index. */
  readonly indexed?: boolean | undefined
  /** ScimKit's own, never published: the form that values have beyond their type. */
  readonly format?: Format | undefined
  /**
   * ScimKit's own, never published: a value is kept as the hash that `passwords` makes of it, or not at all (RFC 7643
   * §9.2). Only for a singular, writeOnly string at the top of a schema.
   */
  readonly secret?: boolean | undefined
}

/** A schema (RFC 7643 §7): a URN and the attributes it defines. */
export interface SchemaDefinition {
  /** A URN, e.g. `urn:example:params:scim:schemas:2.0:Device`. Of an extension, it is also the key of its values. */
  readonly id: string
  /** For people, e.g. `User`. */
  readonly name: string
  /** What `/Schemas` tells people about it; its name when left out. */
  readonly description?: string | undefined
  /** `schemas`, `id`, `externalId` and `meta` need not be among them: they belong to no schema (RFC 7643 §3.1). */
  readonly attributes: readonly AttributeDefinition[]
}

/**
 * A reference collection that is stored as rows and changed by delta: it is never loaded to be changed, to answer
 * 204, or to be projected away. The attribute must be multi-valued and complex with a `value` sub-attribute that
 * holds the id of a resource.
 */
export interface RelationDefinition {
  /** The attribute of this resource type, e.g. `members`. */
  readonly attribute: string
  /** The read-only attribute of the other side that is computed from it, e.g. `User.groups`, direct and indirect. */
  readonly inverse?: { readonly resourceType: string; readonly attribute: string } | undefined
}

/** A resource type (RFC 7643 §6). */
export interface ResourceTypeDefinition {
  /** What `meta.resourceType` says: a letter, then letters, digits, `-` and `_`. */
  readonly name: string
  /** Below the base URL, with a leading slash. The plural of the name when left out (RFC 7644 §3.2). */
  readonly endpoint?: string | undefined
  /** What `/ResourceTypes` tells people about it; its name when left out. */
  readonly description?: string | undefined
  /** The schema every resource has, whose attributes stand at the top. */
  readonly schema: SchemaDefinition
  /** Further schemas, whose attributes stand under their URN; none when left out. */
  readonly extensions?: readonly SchemaExtensionDefinition[] | undefined
  /** Which of its attributes are stored as rows; none when left out. */
  readonly relations?: readonly RelationDefinition[] | undefined
  /** The boolean attribute that says whether the resource is in use, e.g. `active`. No value means it is. */
  readonly activeAttribute?: string | undefined
  /** Whether resources have an `externalId` (RFC 7643 §3.1); they do when left out. */
  readonly externalId?: boolean | undefined
}

/** An extension of a resource type, and whether every resource must carry it (RFC 7643 §6). */
export interface SchemaExtensionDefinition {
  /** Its URN is the key its attributes stand under. None of them may have the name of one of the base schema. */
  readonly schema: SchemaDefinition
  /** Whether a resource without it is refused; it is optional when left out. */
  readonly required?: boolean | undefined
}

/**
 * An attribute with every characteristic settled and its place known: what the rest of the core works with, so that
 * nothing has to branch on an attribute's name.
 */
export interface Attribute {
  /** In the spelling of the schema; without the names of what it belongs to, see `path`. */
  readonly name: string
  /** What one value is, or one element where there are several. */
  readonly type: AttributeType
  /** Whether its value is a list. */
  readonly multiValued: boolean
  /** Empty where the definition has none. */
  readonly description: string
  /** Whether clients must give it a value; what is `readOnly` they need not. */
  readonly required: boolean
  /** Values that clients should use where they fit; empty where none are named. */
  readonly canonicalValues: readonly string[]
  /** Whether values that differ in case only are different. */
  readonly caseExact: boolean
  /** Who may write it, and when. */
  readonly mutability: Mutability
  /** When answers have it; `never` for what is `writeOnly`. */
  readonly returned: Returned
  /** As the schema declares it; a profile can say otherwise. */
  readonly uniqueness: Uniqueness
  /** Where a `reference` may lead; empty where nothing is said. */
  readonly referenceTypes: readonly string[]
  /** In schema order; empty unless it is `complex`. */
  readonly subAttributes: readonly Attribute[]
  /** The value the server gives when the client names none; undefined where there is none. */
  readonly default: unknown
  /** What a PUT that leaves it out does with it. */
  readonly whenOmitted: 'clear' | 'keep'
  /** Whether equality is answered from an index: of what is unique always, unless the definition says otherwise. */
  readonly indexed: boolean
  /** The form that values have beyond their type; undefined where there is none. */
  readonly format: Format | undefined
  /** Whether only a hash of the value is kept. */
  readonly secret: boolean
  /** The URN of the schema that defines it; empty for the common attributes `schemas`, `id`, `externalId`, `meta`. */
  readonly schema: string
  /** The extension container its value lives in, or undefined when it lives at the top of the resource. */
  readonly container: string | undefined
  /** The complex attribute this one belongs to. */
  readonly parent: Attribute | undefined
  /** The name as a client would write it in a path: `name.givenName`, `urn:…:User:department`. */
  readonly path: string
  /** Sub-attributes by lower-cased name. */
  readonly byName: ReadonlyMap<string, Attribute>
  /** Set when the attribute is a relation of its resource type. */
  readonly relation: boolean
  /** Set when the attribute is computed from another type's relation, e.g. `User.groups` from `Group.members`. */
  readonly inverseOf: { readonly resourceType: string; readonly attribute: string } | undefined
}

/** A resource type with its attributes settled. */
export interface ResourceType {
  /** What `meta.resourceType` says. */
  readonly name: string
  /** Below the base URL, with a leading slash. */
  readonly endpoint: string
  /** Its name where the definition has none. */
  readonly description: string
  /** The base schema, without what it may say of the common attributes. */
  readonly schema: SchemaDefinition
  /** As the definition has them; their settled attributes are in `containers`. */
  readonly extensions: readonly { readonly schema: SchemaDefinition; readonly required: boolean }[]
  /** Top-level attributes in schema order: common ones, then the base schema's, then those of each extension. */
  readonly attributes: readonly Attribute[]
  /** Attributes of the common set and the base schema by lower-cased name. */
  readonly byName: ReadonlyMap<string, Attribute>
  /** Attributes of each extension by lower-cased URN, then lower-cased name. */
  readonly containers: ReadonlyMap<string, Container>
  /** Relation attributes, e.g. `members`. */
  readonly relations: readonly Attribute[]
  /** Attributes computed from another type's relation, e.g. `groups`. */
  readonly inverses: readonly Attribute[]
  /** Attributes (or sub-attributes) whose values must be unique, RFC 7643 §7. */
  readonly unique: readonly Attribute[]
  /** Attributes (or sub-attributes) whose equality is answered from an index: unique ones and those declared so. */
  readonly indexed: readonly Attribute[]
  /** The boolean that says whether a resource is in use; undefined for a type whose resources always are. */
  readonly activeAttribute: Attribute | undefined
  /** Whether its resources have a `meta.version` (RFC 7644 §3.14). */
  readonly versions: boolean
  /** Attributes of the base schema a client must give a value. */
  readonly requiredAttributes: readonly Attribute[]
  /** Complex attributes whose values must have some of their sub-attributes. */
  readonly partlyRequired: readonly Attribute[]
  /** Attributes with a server default. */
  readonly defaulted: readonly Attribute[]
}

/** The attributes an extension adds, under the URN that is its JSON key. */
export interface Container {
  /** In the spelling of the schema. */
  readonly urn: string
  /** Whether a resource without it is refused. */
  readonly required: boolean
  /** In schema order. */
  readonly attributes: readonly Attribute[]
  /** By lower-cased name. */
  readonly byName: ReadonlyMap<string, Attribute>
}
