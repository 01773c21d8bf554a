import { createServer } from 'node:http'
import { type Host, type HostOptions, listenOn } from '@scimkit/contract-tests/adapter'
import type { ScimHandler } from '@scimkit/core'
import express from 'express'
import { scimExpress } from '../src/index.ts'

/** Serves a handler on a free port, with nothing around it. */
export function serve(
  handler: ScimHandler,
  { prefix, bodyLimit }: Pick<HostOptions, 'prefix' | 'bodyLimit'>,
): Promise<Host> {
  return listenOn(createServer(express().use(prefix, scimExpress(handler, { bodyLimit }))))
}
