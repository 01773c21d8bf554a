import type { RequirementId } from './requirements.ts'

/** Why values are not put into another form. */
export const asSent =
  'Values come back as they were sent: identity providers compare what they read with what they wrote, and write again for ever when it differs.'

/**
 * Why a row has no test: it asks for what a toolkit cannot do or does not offer. A tested row must not stand here.
 *
 * @example
 * ```ts
 * reasons['S7643-4.1.2-01'] // 'Only recommended. …'
 * ```
 */
export const reasons: Readonly<Partial<Record<RequirementId, string>>> = {
  'S7643-2.4-07': `Only recommended. ${asSent} Comparison is what ignores case.`,
  'S7643-4.1.1-12':
    'There is no pass-through: the clear text of a password goes to the `passwords` hook of the host and nowhere else (S7643-9.2-01), so no connection of ours ever carries it.',
  'S7643-4.1.2-01':
    'Only recommended. An address is what the identity provider says it is: refusing one would lock a person out of the application over a form.',
  'S7643-4.1.2-02': `Only recommended. ${asSent} An address in other case is found all the same.`,
  'S7643-4.1.2-03': `Only recommended. ${asSent} Directories hold numbers in every form, with extensions RFC 3966 cannot write.`,
  'S7643-4.1.2-04': `Only recommended. ${asSent} The service may be any, as for other canonical values.`,
  'S7644-2.1-02':
    'No verifier of JWTs comes with the toolkit: what their claims and signatures are worth is for `authenticate` of the host to check, with a library for JWTs. What it refuses is answered with 401 in its words (S7644-2-04). The tokens that are issued here hold no claims (S7644-7.3-01).',
  'S7644-3.11-02':
    'Optional. /Me is processed where it is and names the permanent location (S7644-3.11-03), because clients do not follow a redirect of a PATCH.',
  'S7644-6-02':
    'Optional. A handler has the same schemas for all its tenants. A host that wants others for one of them makes it a handler of its own, over the same store.',
  'S7644-7.2-02':
    'The toolkit ends no TLS: the server or proxy that the application runs behind decides about versions, and `requireTls` makes sure there is one.',
  'S7644-7.6-01':
    'There is no anonymous mode (S7644-2.2-01). A host whose `authenticate` lets strangers in names them, slows them down by that name with `limitRate` (S7644-7-01), and decides what their accounts may do.',
  'S9865-2.3-01':
    'Optional. Index pagination is always offered beside cursors, so no provider made with this is cursor-only.',
}
