/** A credential as it is kept: its digest, never the token. */
export interface StoredToken {
  /** Names the token to administrators. It is no secret, and no two tokens of a store share it. */
  readonly id: string
  /** Whose resources its requests see. */
  readonly tenant: string
  /** What an administrator calls it. */
  readonly name: string
  /** Of the token, in lower-case hexadecimal. */
  readonly sha256: string
  /** What it may do; everything when left out. */
  readonly scopes?: readonly ('read' | 'write')[] | undefined
  /** xsd:dateTime, as are the others. */
  readonly created: string
  /** From when on it is refused; it never expires when left out. */
  readonly expires?: string | undefined
  /** Since when it is refused; it was not revoked when left out. */
  readonly revoked?: string | undefined
  /** Up to a minute before the last use; it was never used when left out. */
  readonly lastUsed?: string | undefined
}

/** Where credentials live. A credential is known by its digest; whether it still holds is for the caller to say. */
export interface TokenStore {
  /**
   * Adds a token; with `alone`, revokes every other one of the tenant in the same step, as of when this one was
   * created.
   */
  add(token: StoredToken, how?: { readonly alone: boolean }): Promise<void>
  /** The tokens of a tenant, revoked and expired ones too, oldest first. */
  list(tenant: string): Promise<readonly StoredToken[]>
  /** The token with this digest, whatever its state. */
  find(sha256: string): Promise<StoredToken | undefined>
  /**
   * Revokes one token of the tenant, or all. One that is revoked already stays as it is.
   * @returns how many were not revoked before
   */
  revoke(tenant: string, id: string | 'all', at: string): Promise<number>
  /**
   * Notes that a token was used. An earlier use than the one that is known is passed over, one within a minute after it
   * may be, and so is one of a token nobody knows.
   */
  touch(id: string, at: string): Promise<void>
}
