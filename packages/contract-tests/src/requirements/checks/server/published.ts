import { isJsonObject, type JsonObject, type JsonValue } from '@scimkit/core'
import { objectsIn } from '../answer.ts'

/** An attribute as the server publishes it; what it leaves out has the default of RFC 7643 §2.2. */
export interface PublishedAttribute {
  readonly name: string
  readonly type: string
  readonly multiValued: boolean
  readonly required: boolean
  readonly caseExact: boolean
  readonly mutability: string
  readonly returned: string
  readonly uniqueness: string
  readonly canonicalValues: readonly string[]
  readonly referenceTypes: readonly string[]
  readonly subAttributes: readonly PublishedAttribute[]
}

/** A schema as the server publishes it. */
export interface PublishedSchema {
  readonly id: string
  readonly attributes: readonly PublishedAttribute[]
}

/** A resource type as the server publishes it, together with its schemas. */
export interface PublishedType {
  readonly name: string
  readonly endpoint: string
  readonly schema: PublishedSchema
  readonly extensions: readonly { readonly schema: PublishedSchema; readonly required: boolean }[]
}

/** Reads a schema leniently: what is wrong with it is the business of the checks on schemas. */
export function readSchema(json: JsonObject): PublishedSchema {
  return { id: text(json.id, ''), attributes: objectsIn(json.attributes).map(readAttribute) }
}

/** Reads resource types leniently; a schema that is not published has no attributes. */
export function readType(json: JsonObject, schemas: ReadonlyMap<string, PublishedSchema>): PublishedType {
  const find = (id: JsonValue | undefined) => {
    const urn = text(id, '')
    return schemas.get(urn.toLowerCase()) ?? { id: urn, attributes: [] }
  }
  const name = text(json.name, '')
  return {
    name,
    endpoint: `/${text(json.endpoint, `${name}s`).replace(/^\//, '')}`,
    schema: find(json.schema),
    extensions: objectsIn(json.schemaExtensions).map((extension) => ({
      schema: find(extension.schema),
      required: extension.required === true,
    })),
  }
}

/** The attribute at a dotted path of the base schema, whatever the case. */
export function attributeAt({ schema }: PublishedType, path: string): PublishedAttribute | undefined {
  const [name = '', sub] = path.toLowerCase().split('.')
  const attribute = schema.attributes.find((each) => each.name.toLowerCase() === name)
  return sub === undefined ? attribute : attribute?.subAttributes.find((each) => each.name.toLowerCase() === sub)
}

/** Whether a client can give the attribute a value. */
export function isWritable({ mutability }: PublishedAttribute): boolean {
  return mutability !== 'readOnly'
}

function readAttribute(json: JsonObject): PublishedAttribute {
  return {
    name: text(json.name, ''),
    type: text(json.type, 'string'),
    multiValued: json.multiValued === true,
    required: json.required === true,
    caseExact: json.caseExact === true,
    mutability: text(json.mutability, 'readWrite'),
    returned: text(json.returned, 'default'),
    uniqueness: text(json.uniqueness, 'none'),
    canonicalValues: texts(json.canonicalValues),
    referenceTypes: texts(json.referenceTypes),
    subAttributes: objectsIn(json.subAttributes).filter(isJsonObject).map(readAttribute),
  }
}

function text(value: JsonValue | undefined, otherwise: string): string {
  return typeof value === 'string' && value !== '' ? value : otherwise
}

function texts(value: JsonValue | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((element) => typeof element === 'string') : []
}
