/** The identity providers whose settings remedies name, by the names they have there. */
export const idps = { okta: 'Okta', entra: 'Entra ID', onelogin: 'OneLogin' } as const

/** An identity provider whose settings remedies name. */
export type Idp = keyof typeof idps
