import { rewriteScim11Resource } from '../dialect/scim11.ts'
import { readAliased } from '../provisioning/aliases.ts'
import { withoutHollowEmails } from '../provisioning/emails.ts'
import { sealInput } from '../provisioning/passwords.ts'
import type { ResourceType } from '../schema/attribute.ts'
import { checkSchemas } from '../schema/check-schemas.ts'
import type { JsonObject } from '../schema/json.ts'
import type { ResourceInput } from '../schema/read-resource.ts'
import { type OperationContext, readingFor } from './context.ts'
import { refusingUnknown } from './unknown-names.ts'

/** Reads the body of a POST or PUT. No clear text of a password gets any further. */
export function readInput(
  context: OperationContext,
  resourceType: ResourceType,
  body: JsonObject,
): Promise<ResourceInput> {
  checkSchemas(resourceType, body, context.tolerance.allow('anySchemas'))
  const method = context.request.method === 'PUT' ? 'put' : 'post'
  const rewritten = rewriteScim11Resource(resourceType, body, context.tolerance)
  const { policy, passwords } = context.settings
  const input = refusingUnknown((refuse) =>
    readAliased(resourceType, rewritten, { policy, reading: readingFor(context, resourceType, { method, refuse }) }),
  )
  const attributes = withoutHollowEmails(resourceType, { after: input.attributes }, policy)
  return sealInput({ ...input, attributes }, passwords)
}
