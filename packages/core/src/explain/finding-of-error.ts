import type { ErrorParams } from '../errors/catalogue.ts'
import type { About, Conflict, Finding } from '../errors/finding.ts'
import { ScimError } from '../errors/scim-error.ts'
import { sourcesOf } from './idp-sources.ts'
import { type Redact, redactParams } from './redact.ts'

/**
 * The finding a refused operation leaves: what its error says in the catalogue's own words, whatever the profile sends,
 * and who holds the conflict.
 *
 * @example
 * ```ts
 * findingOfError(error, { resourceType: 'User' }).conflict // { where: 'here', id: '2819c223', state: 'inactive', … }
 * ```
 */
export function findingOfError(error: ScimError, about: About = {}, redact?: Redact): Finding {
  const said = redact === undefined ? error : new ScimError(error.code, redactParams(error.params, redact))
  const message = `${said.message}${sourceHint(error)}`
  const conflict = isConflict(error) ? conflictOf(error.params) : about.conflict
  return { code: error.code, message, ...about, ...(conflict !== undefined && { conflict }) }
}

function isConflict(error: ScimError): error is ScimError<'UNIQUENESS_VIOLATED'> {
  return error.code === 'UNIQUENESS_VIOLATED'
}

/** Who holds the value: of another tenant's account nothing but that it is there. */
function conflictOf({ attribute, holder }: ErrorParams<'UNIQUENESS_VIOLATED'>): Conflict {
  if (holder === undefined) return { where: 'elsewhere', attribute }
  const { id, active, managed, origin } = holder
  return { where: 'here', attribute, id, state: active ? 'active' : 'inactive', managed, origin }
}

/** Where the missing value usually comes from: that is where somebody has to fill it in (failure 9). */
function sourceHint({ code, params }: ScimError): string {
  if (code !== 'ATTRIBUTE_REQUIRED' || !('path' in params) || params.path === undefined) return ''
  const sources = sourcesOf(params.path)
  if (sources === undefined) return ''
  const { okta, entra, onelogin } = sources
  return ` It usually comes from ${okta} in Okta, ${entra} in Entra ID and ${onelogin} in OneLogin.`
}
