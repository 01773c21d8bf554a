import { ScimError } from '../errors/scim-error.ts'
import type { ResourceType } from '../schema/attribute.ts'
import type { UnitOfWork } from '../store/store.ts'
import { kindOf } from './kind.ts'
import type { Policy } from './policy.ts'

/**
 * Checks that one more account may become active. Accounts SCIM has never written take up seats as well (F-18).
 *
 * @throws ScimError `SEATS_EXHAUSTED`
 */
export async function checkSeats(unit: UnitOfWork, resourceType: ResourceType, { users }: Policy): Promise<void> {
  const { maxActive } = users
  if (maxActive === undefined || kindOf(resourceType) !== 'user') return
  if ((await unit.countActive(resourceType)) >= maxActive) throw new ScimError('SEATS_EXHAUSTED', { limit: maxActive })
}
