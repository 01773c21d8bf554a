import { type OperationContext, type Outcome, resourceOf } from './context.ts'
import { hold } from './hold.ts'

/** DELETE on one resource (RFC 7644 §3.6). */
export async function remove(context: OperationContext): Promise<Outcome> {
  const { settings, principal } = context
  const { resourceType, id } = resourceOf(context)
  await settings.store.transaction(principal.tenant, async (unit) => {
    const current = await hold(context, unit)
    await unit.remove(
      resourceType,
      current,
      settings.policy.delete[resourceType.name] ?? settings.policy.delete['*'] ?? 'hard',
    )
  })
  return { status: 204, resourceId: id }
}
