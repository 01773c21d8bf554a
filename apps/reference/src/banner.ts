const user = {
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  userName: 'ada@example.com',
  name: { givenName: 'Ada', familyName: 'Lovelace' },
  active: true,
}
const group = {
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
  displayName: 'Engineering',
  members: [{ value: "'$USER_ID'" }],
}

/** Who the commands of the banner act as. */
export interface Actor {
  readonly tenant: string
  /** Undefined for a token the operator has brought along: what is printed is collected, and secrets must not be. */
  readonly token: string | undefined
}

/** What the server is. */
export interface Running {
  readonly baseUrl: string
  /** Undefined for a server without an administration API. */
  readonly adminUrl: string | undefined
}

/**
 * What the server prints when it is ready: the base URL, alone on the first line for scripts, then commands to try.
 */
export function banner(
  { baseUrl, adminUrl }: Running,
  { actor: { tenant, token }, profile }: { readonly actor: Actor; readonly profile: string },
): string {
  const authorization =
    token === undefined ? '-H "Authorization: Bearer $SCIM_TOKEN"' : `-H 'Authorization: Bearer ${token}'`
  const post = (path: string, body: object) =>
    `curl -sS -w '\\n' ${baseUrl}${path} ${authorization} -H 'Content-Type: application/scim+json' -d '${JSON.stringify(body)}'`
  const find = `'${baseUrl}/Users?filter=userName%20eq%20%22${user.userName}%22&attributes=id'`
  const as = token === undefined ? `with the token of tenant "${tenant}" in SCIM_TOKEN` : `as tenant "${tenant}"`
  return [
    baseUrl,
    '',
    `The profile is ${profile}; docs/reference/profiles.md says what it decides.`,
    ...(adminUrl === undefined ? [] : [`Administration is at ${adminUrl}; ${adminUrl}/openapi.json describes it.`]),
    '',
    `Try it, ${as}. Create a user:`,
    '',
    post('/Users', user),
    '',
    'Look it up, and create a group it is in:',
    '',
    `USER_ID=$(curl -sS ${find} ${authorization} | grep -o '"id":"[^"]*"' | cut -d '"' -f 4)`,
    post('/Groups', group),
    '',
    'Everybody there is:',
    '',
    `curl -sS -w '\\n' ${baseUrl}/Users ${authorization}`,
    '',
    '',
  ].join('\n')
}
