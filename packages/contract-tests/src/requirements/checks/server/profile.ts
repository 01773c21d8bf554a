import {
  enterpriseUserSchema,
  groupSchema,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  userSchema,
} from '@scimkit/core'
import { locate } from '../../../traces/locate.ts'
import type { WireAnswer } from '../../../wire/connection.ts'
import { isSuccess, resourcesOf } from '../answer.ts'
import { type PublishedType, readSchema, readType } from './published.ts'

/** What a server may support or not (RFC 7643 §5, RFC 9865 §4). */
export type Feature = 'patch' | 'bulk' | 'filter' | 'sort' | 'etag' | 'changePassword' | 'cursor' | 'index'

/** What a server says about itself. */
export interface ServerProfile {
  readonly features: Readonly<Record<Feature, boolean>>
  /** The most operations and bytes of one bulk request; 0 when nothing is said. */
  readonly bulk: { readonly maxOperations: number; readonly maxPayloadSize: number }
  readonly types: readonly PublishedType[]
}

/** Asks for one of the three discovery documents (RFC 7644 §4). */
export type Fetch = (path: string) => Promise<WireAnswer>

/**
 * Discovers a server. What it does not publish is taken to be as in RFC 7643: User and Group with their schemas, PATCH
 * and filters. That something is missing is found by the checks on discovery, so that the others can still be tried.
 */
export async function discover(fetch: Fetch): Promise<ServerProfile> {
  const config = await fetch('/ServiceProviderConfig')
  const announced = isSuccess(config) && isJsonObject(config.body) ? config.body : assumedConfig
  const schemas = new Map(
    resourcesIn(await fetch('/Schemas'), assumedSchemas)
      .map(readSchema)
      .map((schema) => [schema.id.toLowerCase(), schema]),
  )
  const types = resourcesIn(await fetch('/ResourceTypes'), assumedTypes).map((type) => readType(type, schemas))
  return { features: readFeatures(announced), bulk: readBulk(announced), types }
}

function readFeatures(config: JsonObject): ServerProfile['features'] {
  const says = (path: string) => locate(config, path) === true
  return {
    patch: says('patch.supported'),
    bulk: says('bulk.supported'),
    filter: says('filter.supported'),
    sort: says('sort.supported'),
    etag: says('etag.supported'),
    changePassword: says('changePassword.supported'),
    cursor: says('pagination.cursor'),
    // Before RFC 9865 there was nothing else, and nothing to announce.
    index: locate(config, 'pagination.index') !== false,
  }
}

function readBulk(config: JsonObject): ServerProfile['bulk'] {
  return {
    maxOperations: toCount(locate(config, 'bulk.maxOperations')),
    maxPayloadSize: toCount(locate(config, 'bulk.maxPayloadSize')),
  }
}

function toCount(value: JsonValue | undefined): number {
  return typeof value === 'number' && value > 0 ? value : 0
}

function resourcesIn(answer: WireAnswer, assumed: readonly JsonObject[]): readonly JsonObject[] {
  // A bare array is no ListResponse, which a check will say, but it can be read.
  const found = Array.isArray(answer.body) ? answer.body.filter(isJsonObject) : resourcesOf(answer)
  return isSuccess(answer) && found.length > 0 ? found : assumed
}

const assumedConfig: JsonObject = { patch: { supported: true }, filter: { supported: true } }

// A definition is JSON in the shape of RFC 7643 §7; its interface only lacks the index signature that says so.
const assumedSchemas: readonly JsonObject[] = JSON.parse(
  JSON.stringify([userSchema, groupSchema, enterpriseUserSchema]),
)

const assumedTypes: readonly JsonObject[] = [
  {
    name: 'User',
    endpoint: '/Users',
    schema: userSchema.id,
    schemaExtensions: [{ schema: enterpriseUserSchema.id, required: false }],
  },
  { name: 'Group', endpoint: '/Groups', schema: groupSchema.id },
]
