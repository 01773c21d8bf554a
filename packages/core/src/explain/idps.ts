/**
 * The identity providers whose settings remedies name, by the names they have there.
 *
 * @example
 * ```ts
 * idps.entra // 'Entra ID'
 * ```
 */
export const idps = { okta: 'Okta', entra: 'Entra ID', onelogin: 'OneLogin' } as const

/** An identity provider whose settings remedies name. */
export type Idp = keyof typeof idps
