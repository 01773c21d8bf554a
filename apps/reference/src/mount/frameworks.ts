import type { Options } from '../options/options.ts'
import { mountOnExpress } from './express.ts'
import { mountOnFastify } from './fastify.ts'
import { mountOnKoa } from './koa.ts'
import type { Mounted, Mounting } from './mounted.ts'

/** How each framework serves SCIM, by the value of `--adapter`. */
export const frameworks: Readonly<Record<Options['adapter'], (mounting: Mounting) => Promise<Mounted>>> = {
  express: mountOnExpress,
  fastify: mountOnFastify,
  koa: mountOnKoa,
}
