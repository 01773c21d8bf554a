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
  readonly name: string
  readonly type?: AttributeType
  readonly multiValued?: boolean
  readonly description?: string
  readonly required?: boolean
  readonly canonicalValues?: readonly string[]
  readonly caseExact?: boolean
  readonly mutability?: Mutability
  readonly returned?: Returned
  readonly uniqueness?: Uniqueness
  readonly referenceTypes?: readonly string[]
  readonly subAttributes?: readonly AttributeDefinition[]
  /** ScimKit's own, never published: the value the server gives when the client names none (RFC 7643 §2.2, RFC 7644 §3.3). */
  readonly default?: unknown
  /**
   * ScimKit's own, never published: what a PUT that leaves this attribute out does with it. RFC 7644 §3.5.1 leaves
   * the choice open; `clear` is the default, `keep` protects attributes such as `active` whose loss locks people out.
   */
  readonly whenOmitted?: 'clear' | 'keep'
  /** ScimKit's own, never published: equality on this attribute must be answered from an index. */
  readonly indexed?: boolean
  /** ScimKit's own, never published: the form that values have beyond their type. */
  readonly format?: Format
  /**
   * ScimKit's own, never published: a value is kept as the hash that `passwords` makes of it, or not at all (RFC 7643
   * §9.2). Only for a singular, writeOnly string at the top of a schema.
   */
  readonly secret?: boolean
}

/** A schema (RFC 7643 §7): a URN and the attributes it defines. */
export interface SchemaDefinition {
  readonly id: string
  readonly name: string
  readonly description?: string
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
  readonly inverse?: { readonly resourceType: string; readonly attribute: string }
}

/** A resource type (RFC 7643 §6). */
export interface ResourceTypeDefinition {
  readonly name: string
  /** Below the base URL, with a leading slash. The plural of the name when left out (RFC 7644 §3.2). */
  readonly endpoint?: string
  readonly description?: string
  readonly schema: SchemaDefinition
  readonly extensions?: readonly SchemaExtensionDefinition[]
  readonly relations?: readonly RelationDefinition[]
  /** The boolean attribute that says whether the resource is in use, e.g. `active`. No value means it is. */
  readonly activeAttribute?: string
  /** Whether resources have an `externalId` (RFC 7643 §3.1); they do when left out. */
  readonly externalId?: boolean
}

/** An extension of a resource type, and whether every resource must carry it (RFC 7643 §6). */
export interface SchemaExtensionDefinition {
  readonly schema: SchemaDefinition
  readonly required?: boolean
}

/**
 * An attribute with every characteristic settled and its place known: what the rest of the core works with, so that
 * nothing has to branch on an attribute's name.
 */
export interface Attribute {
  readonly name: string
  readonly type: AttributeType
  readonly multiValued: boolean
  readonly description: string
  readonly required: boolean
  readonly canonicalValues: readonly string[]
  readonly caseExact: boolean
  readonly mutability: Mutability
  readonly returned: Returned
  readonly uniqueness: Uniqueness
  readonly referenceTypes: readonly string[]
  readonly subAttributes: readonly Attribute[]
  readonly default: unknown
  readonly whenOmitted: 'clear' | 'keep'
  readonly indexed: boolean
  readonly format: Format | undefined
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
  readonly name: string
  readonly endpoint: string
  readonly description: string
  readonly schema: SchemaDefinition
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
  readonly urn: string
  readonly required: boolean
  readonly attributes: readonly Attribute[]
  readonly byName: ReadonlyMap<string, Attribute>
}
