import type { ScimRequest } from '../contract.ts'
import { isScimError, type ScimError } from '../errors/scim-error.ts'
import type { Authenticate, Principal } from '../http/authenticate.ts'

/** A request that was refused, and whether the refusal came of asking whose it is, or after that. */
interface Refused {
  readonly error: ScimError | undefined
  readonly wasAsked: boolean
}

/**
 * Whose request it was that was refused: the tenant of a token that is no longer good, or that of a good one that came
 * to a wrong address (failures 3 and 12). Whoever has no token is nobody. Where the question itself has failed it is
 * not put again: a database in trouble would be asked twice, and the client wait twice as long.
 */
export async function whose(
  request: ScimRequest,
  { error, wasAsked }: Refused,
  authenticate: Authenticate,
): Promise<Pick<Principal, 'tenant' | 'client'> | undefined> {
  if (error === undefined) return undefined
  if (wasAsked) return tenantOf(error)
  try {
    return await authenticate(request)
  } catch {
    return undefined
  }
}

/** The tenant that an error about credentials names: they are known, and not good. */
export function tenantOf(error: ScimError): Pick<Principal, 'tenant' | 'client'> | undefined {
  if (!isScimError(error, 'CREDENTIALS_INVALID')) return undefined
  const { tenant, client } = error.params
  return tenant === undefined ? undefined : { tenant, client }
}
