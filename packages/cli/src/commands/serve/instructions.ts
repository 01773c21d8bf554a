/** What somebody has to know who wants to try the server. */
export interface Ready {
  readonly baseUrl: string
  readonly profile: string
  /** Undefined for one that was given: what is printed is collected, and secrets must not be. */
  readonly madeToken: string | undefined
  /** Whether everything is gone when the process ends. */
  readonly forgets: boolean
}

const user = { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: 'ada@example.com', active: true }

/**
 * What is printed when the server is ready: the base URL, alone on the first line for scripts, then commands to try.
 */
export function instructions({ baseUrl, profile, madeToken, forgets }: Ready): string {
  const bearer = madeToken ?? '$SCIMKIT_BEARER'
  const curl = `curl -sS -w '\\n' ${baseUrl}/Users -H "Authorization: Bearer ${bearer}"`
  return [
    baseUrl,
    '',
    `The profile is ${profile}. ${forgets ? 'Nothing is kept when this ends.' : 'What comes is kept in the store.'}`,
    madeToken === undefined
      ? 'The token is the one you gave; the commands take it from SCIMKIT_BEARER.'
      : `The token is ${madeToken}`,
    '',
    'Create a user, and see who is there:',
    '',
    `${curl} -H 'Content-Type: application/scim+json' -d '${JSON.stringify(user)}'`,
    curl,
    '',
    'A line for each request follows. scimkit explain <CODE> says what a code in it means.',
    '',
    '',
  ].join('\n')
}
