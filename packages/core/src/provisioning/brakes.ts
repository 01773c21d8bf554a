import { ScimError } from '../errors/scim-error.ts'
import type { ResourceType } from '../schema/attribute.ts'
import type { Confirmations, ProvisioningLog } from '../store/provisioning-log.ts'
import type { UnitOfWork } from '../store/store.ts'
import type { Departure, Departures } from './departures.ts'
import type { Outside } from './outside.ts'
import type { Policy } from './policy.ts'

/** What can be let through although a brake holds it. */
export type BrakeName = 'deactivations' | 'members'

/** What brakes work with. */
export interface Braking {
  readonly policy: Policy
  readonly log: ProvisioningLog
  readonly confirmations: Confirmations | undefined
  /** Who has passed, and is not in the log yet. */
  readonly departures: Departures
}

/** A unit of work that may be held. */
export interface Held {
  readonly tenant: string
  /** Where log and confirmations are asked: never by the unit itself. */
  readonly outside: Outside
  readonly departure: Departure
}

/** One more account about to be deactivated or deleted. */
export interface Deactivation extends Held {
  readonly resourceType: ResourceType
  /** The unit of work that is going to do it. */
  readonly unit: Pick<UnitOfWork, 'countActive'>
}

/**
 * Those that went before are counted in the log, and those that this process has let go and the log does not have yet
 * are added: of several requests at the same moment no more pass than the brake allows. Other processes hear of an
 * account when it is in the log. So of several processes each may let go, in the moment until then, what the brake had
 * left.
 *
 * @throws ScimError `BRAKE_DEACTIVATIONS` when more accounts go than the policy lets go within a while
 */
export async function brakeOnDeactivation(braking: Braking, deactivation: Deactivation): Promise<void> {
  const brake = braking.policy.brakes.deactivations
  const { resourceType, departure } = deactivation
  if (brake === undefined || resourceType.activeAttribute === undefined) return
  const { absolute, percent, windowMinutes } = brake
  const before = countedGone(braking, deactivation, windowMinutes)
  const passed = departure.passed(resourceType.name)
  const countNow = () => before + passed.gone + passed.leaving + 1
  if (countNow() > absolute) {
    const active = before + (await activeOrGone(deactivation))
    // Others may have passed meanwhile.
    const count = countNow()
    const share = shareOf(count, active)
    if (share > percent && !isConfirmed(braking, deactivation, 'deactivations'))
      throw new ScimError('BRAKE_DEACTIVATIONS', { count, percent: Math.round(share), windowMinutes })
  }
  departure.pass(resourceType.name)
}

/**
 * Those that are gone were active when it began: a share of the few that are left would only grow. Those that are
 * leaving still are, or are about to be gone: for a moment a share may look larger than it is, never smaller.
 */
async function activeOrGone({ resourceType, unit, departure }: Deactivation): Promise<number> {
  const passed = departure.passed(resourceType.name)
  for (;;) {
    const { gone } = passed
    const active = await unit.countActive(resourceType)
    if (gone === passed.gone) return active + gone
  }
}

/** What a request takes out of a relation, and how much there was. */
export interface Loss {
  readonly removed: number
  readonly before: number
}

/** @throws ScimError `BRAKE_MEMBERS` when more members go than the policy lets one request take */
export function brakeOnMembers(braking: Braking, held: Held, { removed, before }: Loss): void {
  const brake = braking.policy.brakes.members
  if (brake === undefined || removed <= brake.absolute || shareOf(removed, before) <= brake.percent) return
  if (isConfirmed(braking, held, 'members')) return
  throw new ScimError('BRAKE_MEMBERS', { removed, before })
}

/** A part of a whole, in percent. */
export function shareOf(part: number, whole: number): number {
  return whole === 0 ? 0 : (part / whole) * 100
}

function isConfirmed({ confirmations }: Braking, { tenant, outside }: Held, brake: BrakeName): boolean {
  if (confirmations === undefined) return false
  const until = outside.learn(`${brake} allowed until`, async () =>
    Date.parse((await confirmations.allowedUntil(tenant, brake)) ?? ''),
  )
  return until > Date.now()
}

/** How many the log knew of when it was asked, for {@link Departure.passed} to be added to. */
function countedGone(
  { log }: Braking,
  { tenant, resourceType: { name }, outside, departure }: Deactivation,
  windowMinutes: number,
): number {
  return outside.learn(`${name} gone`, () => {
    const since = new Date(Date.now() - windowMinutes * 60_000).toISOString()
    return departure.count(name, () => countGone(log, tenant, { resourceType: name, since }))
  })
}

/** How many accounts of a type were deactivated or deleted since then. */
export async function countGone(
  log: ProvisioningLog,
  tenant: string,
  query: { readonly resourceType: string | undefined; readonly since: string },
): Promise<number> {
  const deactivated = await log.count(tenant, { ...query, effect: 'deactivated' })
  return deactivated + (await log.count(tenant, { ...query, effect: 'deleted' }))
}
