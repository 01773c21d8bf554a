import type { ScimHandler } from '@scimkit/core'
import type { Host, HostOptions } from './adapter-under-test.ts'

/** Starts a server for one case; the suite closes it after the case. */
export type Start = (handler: ScimHandler, options?: Partial<HostOptions>) => Promise<Host>

/** Cases by name. The name reads as a sentence, and is what a known difference refers to. */
export type Cases = Readonly<Record<string, (start: Start) => Promise<void>>>
