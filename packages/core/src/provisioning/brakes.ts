import { ScimError } from '../errors/scim-error.ts'
import type { ResourceType } from '../schema/attribute.ts'
import type { Confirmations, ProvisioningLog } from '../store/provisioning-log.ts'
import type { UnitOfWork } from '../store/store.ts'
import type { Policy } from './policy.ts'

/** What can be let through although a brake holds it. */
export type BrakeName = 'deactivations' | 'members'

/** What brakes work with. */
export interface Braking {
  readonly policy: Policy
  readonly log: ProvisioningLog
  readonly confirmations: Confirmations | undefined
}

/** One more account about to be deactivated or deleted. */
export interface Deactivation {
  readonly tenant: string
  readonly resourceType: ResourceType
  /** The unit of work that is going to do it. */
  readonly unit: Pick<UnitOfWork, 'countActive'>
}

/**
 * Those that went before are counted in the log, which hears of an operation when it is over: of several at the same
 * moment some may pass.
 *
 * @throws ScimError `BRAKE_DEACTIVATIONS` when more accounts go than the policy lets go within a while
 */
export async function brakeOnDeactivation(
  braking: Braking,
  { tenant, resourceType, unit }: Deactivation,
): Promise<void> {
  const brake = braking.policy.brakes.deactivations
  if (brake === undefined || resourceType.activeAttribute === undefined) return
  const { absolute, percent, windowMinutes } = brake
  const gone = await countGone(braking.log, tenant, { resourceType, windowMinutes })
  const count = gone + 1
  if (count <= absolute) return
  // Those that are gone were active when it began: a share of the few that are left would only grow.
  const share = shareOf(count, (await unit.countActive(resourceType)) + gone)
  if (share <= percent || (await isConfirmed(braking, tenant, 'deactivations'))) return
  throw new ScimError('BRAKE_DEACTIVATIONS', { count, percent: Math.round(share), windowMinutes })
}

/** What a request takes out of a relation, and how much there was. */
export interface Loss {
  readonly removed: number
  readonly before: number
}

/** @throws ScimError `BRAKE_MEMBERS` when more members go than the policy lets one request take */
export async function brakeOnMembers(braking: Braking, tenant: string, { removed, before }: Loss): Promise<void> {
  const brake = braking.policy.brakes.members
  if (brake === undefined || removed <= brake.absolute || shareOf(removed, before) <= brake.percent) return
  if (await isConfirmed(braking, tenant, 'members')) return
  throw new ScimError('BRAKE_MEMBERS', { removed, before })
}

/** A part of a whole, in percent. */
export function shareOf(part: number, whole: number): number {
  return whole === 0 ? 0 : (part / whole) * 100
}

async function isConfirmed({ confirmations }: Braking, tenant: string, brake: BrakeName): Promise<boolean> {
  const until = await confirmations?.allowedUntil(tenant, brake)
  return until !== undefined && Date.parse(until) > Date.now()
}

interface Window {
  readonly resourceType: ResourceType
  readonly windowMinutes: number
}

/** How many accounts were deactivated or deleted within the last minutes. */
async function countGone(
  log: ProvisioningLog,
  tenant: string,
  { resourceType, windowMinutes }: Window,
): Promise<number> {
  const since = new Date(Date.now() - windowMinutes * 60_000).toISOString()
  const query = { resourceType: resourceType.name, since }
  const deactivated = await log.count(tenant, { ...query, effect: 'deactivated' })
  return deactivated + (await log.count(tenant, { ...query, effect: 'deleted' }))
}
