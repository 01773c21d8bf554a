import { parseTrace } from './parse-trace.ts'
import entraGroup from './recorded/entra-group.json' with { type: 'json' }
import entraLegacy from './recorded/entra-legacy.json' with { type: 'json' }
import entraUser from './recorded/entra-user.json' with { type: 'json' }
import oktaAiw from './recorded/okta-aiw.json' with { type: 'json' }
import oktaGroup from './recorded/okta-group.json' with { type: 'json' }
import oktaUser from './recorded/okta-user.json' with { type: 'json' }
import type { Trace } from './trace.ts'

/**
 * Recorded lifecycles of Okta and Entra ID, each against an empty tenant. `entra-legacy` is Entra without the
 * `aadOptscim062020` flag, `okta-aiw` an application of Okta's App Integration Wizard.
 *
 * @example
 * ```ts
 * traces.map(({ name }) => name).includes('entra-user') // true
 * ```
 */
export const traces: readonly Trace[] = [
  parseTrace(oktaUser, 'okta-user'),
  parseTrace(oktaGroup, 'okta-group'),
  parseTrace(oktaAiw, 'okta-aiw'),
  parseTrace(entraUser, 'entra-user'),
  parseTrace(entraGroup, 'entra-group'),
  parseTrace(entraLegacy, 'entra-legacy'),
]
