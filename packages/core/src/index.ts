// Every name here is public API. Named exports only.
export type { ScimHandler, ScimRequest, ScimResponse } from './contract.ts'
export { catalogue, describeError, type ErrorCode, type ErrorParams } from './errors/catalogue.ts'
export type { Actor, ErrorEntry, ErrorExample, Remedy, Retry } from './errors/define.ts'
export { isScimError, ScimError } from './errors/scim-error.ts'
export { toErrorResponse } from './errors/to-response.ts'
export type { ComparisonOperator, Filter, Literal, Path, ResolvedFilter } from './filter/ast.ts'
export { defaultBodyLimit, type NodeBody, readNodeBody, readWebBody } from './http/read-body.ts'
export type {
  Attribute,
  AttributeDefinition,
  AttributeType,
  Container,
  Mutability,
  RelationDefinition,
  ResourceType,
  ResourceTypeDefinition,
  Returned,
  SchemaDefinition,
  SchemaExtensionDefinition,
  Uniqueness,
} from './schema/attribute.ts'
export { type Found, findAttribute } from './schema/find-attribute.ts'
export { foldCase, prepare } from './schema/fold.ts'
export { equalJson, isJsonObject, type JsonObject, type JsonValue } from './schema/json.ts'
export { settleResourceType } from './schema/settle.ts'
export type {
  Draft,
  Identified,
  Page,
  Provenance,
  QueryScope,
  RelationDelta,
  RelationElement,
  Store,
  StoredResource,
  StoreQuery,
  UniqueKey,
  UnitOfWork,
  Wanted,
} from './store/store.ts'
