import { asSent } from './reasons.ts'
import type { RequirementId } from './requirements.ts'

/**
 * What of a row its tests do not show, and why: it asks for something that is not offered, or that is the host's. A row
 * without any test stands in {@link reasons}.
 *
 * @example
 * ```ts
 * partly['S7644-3.5-02'] // 'PATCH is always there, …'
 * ```
 */
export const partly: Readonly<Partial<Record<RequirementId, string>>> = {
  'S7643-2.3.1-02':
    'Shown for values that are taken as they come. No switch restricts values to the canonical ones: which there are changes with every directory.',
  'S7643-2.3.7-04':
    'Shown for members, which have to exist, and for a manager, who need not. There is no switch that turns either round: members are kept as rows that lead to resources.',
  'S7643-4.1.1-07': `Shown for values that come back as they were written, which is what is done with them: neither language nor locale nor time zone is checked. ${asSent}`,
  'S7643-4.1.2-06': `Shown for which values are a country. One in small letters is a country and stays in small letters. ${asSent}`,
  'S7644-2-06':
    'Shown for the credentials that are offered, none of which are Basic. There is no switch to opt in with: a host that wants Basic writes it in `authenticate`, and has to ask for the other factor there.',
  'S7644-2.2-01':
    'Shown for requests without credentials, which are refused. There is no anonymous mode to switch on: whom to let in without credentials is decided in `authenticate` of the host, and what for in `authorize`.',
  'S7644-3.5-02': 'PATCH is always there, so there is no 501 in its place.',
  'S7644-3.5.2-16': 'Shown for resources that are not there. PATCH is always there, so there is no 501 in its place.',
  'S7644-7-01':
    'Shown for all limits but two: how long a header and how long a request may take are limits of the HTTP server of the host. Node refuses headers above 16 KiB and requests that take more than five minutes to arrive.',
  'S7644-7.2-01':
    'Shown where the host asks for it: `requireTls` is off when it is left out, for the reasons given in `docs/decisions/0010-tls-is-the-hosts-to-ask-for.md`.',
  'S7644-7.3-01':
    'Shown for the tokens that are issued here: they are random and hold no claims, they end, and they can be withdrawn. They are no one-time tokens. The claims of a JWT (`aud`, `iss`, `nbf`, `jti`) are for `authenticate` of the host to check; no verifier of JWTs comes with the toolkit.',
  'S7644-7.4-01':
    'Shown for the tokens that are issued here, and for how tokens are kept. That digests are compared in constant time is in the code and in no test, as a clock says nothing reliable. How good a token is that the host makes itself, is up to the host.',
  'S7644-7.4-02':
    'Shown for tokens, where the host sets `requireTls`. There are no flags of cookies to show, because no cookie is ever set (S7644-7.4-04).',
  'S7644-7.4-03':
    'Shown for tokens that have an end, and for issued ones that must have one (`tokens.maxAgeDays`). A token that is given by `bearerTokens` may be without an end, and nothing warns of it.',
  'S9865-2-08':
    'Shown for the total, which is exact unless a store is told to estimate it, as the PostgreSQL one can be (`counts`). It is never left out.',
}
