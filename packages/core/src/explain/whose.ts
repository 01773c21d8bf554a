import type { ScimRequest } from '../contract.ts'
import { isScimError, type ScimError } from '../errors/scim-error.ts'
import type { Authenticate, Principal } from '../http/authenticate.ts'

/**
 * Whose request it was that nobody was asked about before it was refused: the tenant of a token that is no longer good,
 * or that of a good one that came to a wrong address (failures 3 and 12). Whoever has no token is nobody.
 */
export async function whose(
  request: ScimRequest,
  error: ScimError | undefined,
  authenticate: Authenticate,
): Promise<Pick<Principal, 'tenant' | 'client'> | undefined> {
  if (error === undefined) return undefined
  const known = tenantOf(error)
  if (known !== undefined || describesCredentials(error)) return known
  try {
    return await authenticate(request)
  } catch {
    return undefined
  }
}

function describesCredentials({ code }: ScimError): boolean {
  return code === 'CREDENTIALS_INVALID' || code === 'CREDENTIALS_MISSING'
}

function tenantOf(error: ScimError): Pick<Principal, 'tenant' | 'client'> | undefined {
  if (!isScimError(error, 'CREDENTIALS_INVALID')) return undefined
  const { tenant, client } = error.params
  return tenant === undefined ? undefined : { tenant, client }
}
