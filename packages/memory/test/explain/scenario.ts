import type { Actor, ErrorCode, Finding, FindingCode, Policy, ScimHandlerOptions } from '@scimkit/core'
import type { Answer } from '../protocol/client.ts'
import type { World } from './world.ts'

/** Where the explanation starts from: the log, the answer that an identity provider shows, or what a report found. */
export type Source =
  | { readonly log: FindingCode | ErrorCode }
  | { readonly answer: Answer }
  | { readonly finding: Finding | undefined }

/** Something that goes wrong, by requests alone. */
export interface Scenario {
  /** Of the list of common failures. */
  readonly failure: number
  /** What the administrator sees. */
  readonly seen: string
  readonly profile?: Policy
  readonly options?: Partial<ScimHandlerOptions>
  readonly happens: (world: World) => Promise<Source>
  /** What it must be called. */
  readonly code: FindingCode | ErrorCode
  /** Words of the cause, so that it is the right one. */
  readonly cause: RegExp
  /** Who has to act first. */
  readonly actor: Actor
}
