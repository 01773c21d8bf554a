import { ScimError } from '../errors/scim-error.ts'

/** Refuses a definition at start-up, naming the place and what is wrong there. */
export function refuseDefinition(where: string, problem: string): never {
  throw new ScimError('CONFIGURATION', { where, problem })
}
