import { ScimError } from '@scimkit/core'

/** As much as a timer and a setting of PostgreSQL take. */
const most = 2 ** 31 - 1

/** What an option says, if it is a number of something. @throws ScimError `CONFIGURATION` */
export function wholeNumber(value: number, where: string, least = 0): number {
  if (Number.isInteger(value) && value >= least && value <= most) return value
  throw new ScimError('CONFIGURATION', { where, problem: `it must be a whole number from ${least} to ${most}` })
}
