// Every name here is public API. Named exports only.

export type { ScimHandler, ScimRequest, ScimResponse } from './contract.ts'
export { createScimHandler } from './create-scim-handler.ts'
export type { DialectOption } from './dialect/dialect.ts'
export { type DialectRule, dialectRules, type RuleMode, type RuleName } from './dialect/rules.ts'
export { createDirectory } from './directory/create-directory.ts'
export type {
  Account,
  AccountQuery,
  Assertion,
  Directory,
  DirectoryGroup,
  GroupQuery,
  GroupWithMembers,
  IssuedToken,
  MemberChange,
  NewAccount,
  NewGroup,
  NewToken,
  PageQuery,
  Report,
  SignedIn,
} from './directory/directory.ts'
export type { DirectoryOptions } from './directory/parts.ts'
export { catalogue, describeError, type ErrorCode, type ErrorParams } from './errors/catalogue.ts'
export type { Actor, ErrorEntry, ErrorExample, Remedy, Retry } from './errors/define.ts'
export type { FindingEntry } from './errors/define-finding.ts'
export type { About, Conflict, Finding } from './errors/finding.ts'
export { describeFinding, type FindingCode, type FindingParams, findings } from './errors/findings.ts'
export { type NamesOf, refuseUnknown } from './errors/refuse-unknown.ts'
export { isScimError, ScimError } from './errors/scim-error.ts'
export { defaultHelp, type ErrorResponseOptions, toErrorResponse } from './errors/to-response.ts'
export type { Wording } from './errors/wording.ts'
export { type Effect, type OperationEvent, type OperationName, type ScimEvent, tellListener } from './events.ts'
export { explainFinding } from './explain/explain-finding.ts'
export { allCodes, type Explanation, explainCode } from './explain/explanation.ts'
export { type Failure, failures } from './explain/failures.ts'
export { findingOfError } from './explain/finding-of-error.ts'
export { type Idp, idps } from './explain/idps.ts'
export { type Heard, lastHeard, type Missed } from './explain/last-heard.ts'
export type { Explained, FoundBy, Match } from './explain/look-up/explained.ts'
export { lookUp } from './explain/look-up.ts'
export { maskEmails, type Redact } from './explain/redact.ts'
export { retryRules } from './explain/retry-rules.ts'
export type { ComparisonOperator, Filter, Literal, Path, ResolvedFilter } from './filter/ast.ts'
export { compileElementFilter, compileFilter } from './filter/compile.ts'
export type { FilterLimits } from './filter/limits.ts'
export { type Comparable, comparableOf, compareComparables, textOf } from './filter/order.ts'
export { type ParseOptions, parseFilter } from './filter/parser.ts'
export { hasContent, valuesOf } from './filter/read-values.ts'
export { resolveElementFilter, resolveFilter } from './filter/resolve.ts'
export type { ReferencedResource, ResolveOptions } from './filter/resolve-options.ts'
export { resolveSort } from './filter/resolve-sort.ts'
export { compareSortKeys, type SortKey, sortKeyOf } from './filter/sort-key.ts'
export type { Authenticate, Principal } from './http/authenticate.ts'
export type { Action, Authorize } from './http/authorize.ts'
export { type BearerToken, bearerTokens } from './http/bearer-tokens.ts'
export { clientSignal, type NodeAnswer } from './http/client-signal.ts'
export type { CursorOptions } from './http/cursor.ts'
export type { CursorSecret } from './http/cursor-keys.ts'
export { defaultBodyLimit, type NodeBody, readNodeBody, readWebBody, type WebBody } from './http/read-body.ts'
export { storedTokens } from './http/stored-tokens.ts'
export { type TakenBody, takeNodeBody } from './http/take-node-body.ts'
export { toMountPath } from './http/to-mount-path.ts'
export type { BulkLimits } from './operations/bulk/limits.ts'
export type { AuthenticationScheme, ServiceProviderOptions } from './operations/service-provider.ts'
export { selectedValues } from './patch/selected-values.ts'
export { defineProfile, type ProfileOverrides } from './provisioning/define-profile.ts'
export { createKeying, type Keying } from './provisioning/keying.ts'
export type { Passwords } from './provisioning/passwords.ts'
export { type Policy, policySchema } from './provisioning/policy.ts'
export { bufProfile } from './provisioning/profiles/buf.ts'
export { immutaProfile } from './provisioning/profiles/immuta.ts'
export { type ProfileName, profileNamed, profiles } from './provisioning/profiles/profiles.ts'
export { pulumi2021Profile, pulumi2024Profile, pulumi2026Profile } from './provisioning/profiles/pulumi.ts'
export { rfcProfile } from './provisioning/profiles/rfc.ts'
export type { Product } from './provisioning/settle-profile.ts'
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
export { opaqueString } from './schema/characters.ts'
export { isDateTime, parseInstant } from './schema/date-time.ts'
export { defineExtension, defineResourceType, defineSchema } from './schema/define.ts'
export { prepare } from './schema/fold.ts'
export type { Format } from './schema/formats.ts'
export { isIndexed } from './schema/indexed.ts'
export { equalJson, isJsonObject, type JsonObject, type JsonValue } from './schema/json.ts'
export { parseDefinitions } from './schema/parse-definitions.ts'
export { createRegistry, type Registry } from './schema/registry.ts'
export { versionTag } from './schema/represent.ts'
export type { ResourceOf, ValuesOf } from './schema/resource-of.ts'
export { enterpriseUserSchema } from './schema/rfc7643/enterprise-user.ts'
export { groupSchema } from './schema/rfc7643/group.ts'
export { groupResourceType, userResourceType } from './schema/rfc7643/resource-types.ts'
export { userSchema } from './schema/rfc7643/user.ts'
export { type SettleOptions, settleResourceType } from './schema/settle.ts'
export { toZod } from './schema/to-zod.ts'
export type { ScimHandlerOptions } from './scim-handler-options.ts'
export { refuseDeletedDraft, refuseEndedUnit, refuseSameTenant } from './store/misuse.ts'
export { parsePosition } from './store/position.ts'
export type {
  Confirmations,
  LogEntry,
  LoggedEntry,
  LogQuery,
  Lookup,
  ProvisioningLog,
} from './store/provisioning-log.ts'
export type {
  Author,
  Criterion,
  Draft,
  ElementStream,
  Identified,
  Page,
  PageRequest,
  Provenance,
  QueryScope,
  RelationDelta,
  RelationElement,
  Store,
  StoredResource,
  StoreQuery,
  Transfer,
  UniqueKey,
  UnitOfWork,
  Wanted,
  Which,
} from './store/store.ts'
export type { StoredToken, TokenStore } from './store/token-store.ts'
