import { type Draft, ScimError } from '@scimkit/core'

/** Nothing becomes a tombstone by being written: its values would stay taken. @throws ScimError `CONFIGURATION` */
export function refuseDeleted({ provenance }: Draft, where: string): void {
  if (!provenance.deleted) return
  throw new ScimError('CONFIGURATION', { where, problem: 'the draft is deleted; UnitOfWork.remove is what deletes' })
}
