import { boundParams } from '../errors/bound-params.ts'
import type { ErrorParams } from '../errors/catalogue.ts'
import { type About, type Conflict, conflictWith, type Finding } from '../errors/finding.ts'
import { isScimError, ScimError } from '../errors/scim-error.ts'
import { sourcesOf } from './idp-sources.ts'
import { type Redact, redactParams } from './redact.ts'

/**
 * The finding a refused operation leaves: what its error says in the catalogue's own words, whatever the profile sends,
 * and who holds the conflict. It is kept, so of a long list it names only some; the answer has them all.
 *
 * @example
 * ```ts
 * const holder = { id: '2819c223', active: false, managed: true, origin: 'scim' } as const
 * const taken = { attribute: 'userName', value: 'ada', resourceType: 'User', holder }
 * const error = new ScimError('UNIQUENESS_VIOLATED', taken)
 * findingOfError(error, { resourceType: 'User' }).conflict // { where: 'here', id: '2819c223', state: 'inactive', … }
 * ```
 */
export function findingOfError(error: ScimError, about: About = {}, redact?: Redact): Finding {
  const said = new ScimError(error.code, boundParams(redactParams(error.params, redact)))
  const message = `${said.message}${sourceHint(error)}`
  const conflict = isScimError(error, 'UNIQUENESS_VIOLATED') ? conflictOf(error.params) : about.conflict
  return { code: error.code, message, ...about, ...(conflict !== undefined && { conflict }) }
}

/** Who holds the value: of another tenant's account nothing but that it is there. */
function conflictOf({ attribute, holder }: ErrorParams<'UNIQUENESS_VIOLATED'>): Conflict {
  if (holder === undefined) return { where: 'elsewhere', attribute }
  return { ...conflictWith({ id: holder.id, provenance: holder }), attribute }
}

/** Where the missing value usually comes from: that is where somebody has to fill it in (failure 9). */
function sourceHint(error: ScimError): string {
  if (!isScimError(error, 'ATTRIBUTE_REQUIRED')) return ''
  const sources = sourcesOf(error.params.path)
  if (sources === undefined) return ''
  const { okta, entra, onelogin } = sources
  return ` It usually comes from ${okta} in Okta, ${entra} in Entra ID and ${onelogin} in OneLogin.`
}
