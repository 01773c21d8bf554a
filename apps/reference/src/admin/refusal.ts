import type { Remedy } from '@scimkit/core'

interface RefusalParams {
  readonly status: 400 | 401 | 404 | 409
  readonly detail: string
  readonly remedies: readonly Remedy[]
  /** The parts of the request that are wrong. */
  readonly errors?: readonly { readonly at: string; readonly message: string }[]
}

/**
 * A request that the administration API itself refuses, before SCIM is concerned. It is no row of the error catalogue,
 * whose causes and remedies are about identity providers.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly params: RefusalParams

  constructor(params: RefusalParams) {
    super(params.detail)
    this.params = params
  }
}
