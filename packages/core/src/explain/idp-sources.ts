/** What an attribute is usually made from in each directory, by the names their consoles have. */
export interface Sources {
  readonly okta: string
  readonly entra: string
  readonly onelogin: string
}

const sources: ReadonlyMap<string, Sources> = new Map(
  Object.entries({
    username: { okta: 'user.login', entra: 'userPrincipalName', onelogin: 'Email' },
    'name.givenname': { okta: 'user.firstName', entra: 'givenName', onelogin: 'First Name' },
    'name.familyname': { okta: 'user.lastName', entra: 'surname', onelogin: 'Last Name' },
    displayname: { okta: 'user.displayName', entra: 'displayName', onelogin: 'Display Name' },
    emails: { okta: 'user.email', entra: 'mail', onelogin: 'Email' },
    'emails.value': { okta: 'user.email', entra: 'mail', onelogin: 'Email' },
    externalid: { okta: 'user.getInternalProperty("id")', entra: 'mailNickname or objectId', onelogin: 'External ID' },
    title: { okta: 'user.title', entra: 'jobTitle', onelogin: 'Title' },
    active: { okta: 'the assignment', entra: 'IsSoftDeleted', onelogin: 'the status of the user' },
  }),
)

/** What the attribute is usually made from; undefined where there is no rule. */
export function sourcesOf(path: string): Sources | undefined {
  return sources.get(path.toLowerCase())
}
