import { rewriteScim11Resource } from '../dialect/scim11.ts'
import { readAliased } from '../provisioning/aliases.ts'
import { sealInput } from '../provisioning/passwords.ts'
import type { ResourceType } from '../schema/attribute.ts'
import { checkSchemas } from '../schema/check-schemas.ts'
import type { JsonObject } from '../schema/json.ts'
import type { ResourceInput } from '../schema/read-resource.ts'
import { type OperationContext, readingFor } from './context.ts'

/** Reads the body of a POST or PUT. No clear text of a password gets any further. */
export function readInput(
  context: OperationContext,
  resourceType: ResourceType,
  body: JsonObject,
): Promise<ResourceInput> {
  checkSchemas(resourceType, body, context.tolerance.allow('anySchemas'))
  const method = context.request.method === 'PUT' ? 'put' : 'post'
  const reading = readingFor(context, method, resourceType)
  const rewritten = rewriteScim11Resource(resourceType, body, context.tolerance)
  const input = readAliased(resourceType, rewritten, { policy: context.settings.policy, reading })
  return sealInput(input, context.settings.passwords)
}
