import { deleteAs, howToDelete } from '../provisioning/deletion.ts'
import { deletableIn } from '../provisioning/visibility.ts'
import { type OperationContext, type Outcome, resourceOf } from './context.ts'
import { hold } from './hold.ts'
import { transact } from './transact.ts'

/** DELETE on one resource (RFC 7644 §3.6). */
export async function remove(context: OperationContext): Promise<Outcome> {
  const { policy, registry } = context.settings
  const { resourceType, id } = resourceOf(context)
  const how = howToDelete(resourceType, policy)
  const effect = await transact(context, async (unit, { note }) => {
    const current = await hold(context, unit, deletableIn(resourceType, policy))
    return deleteAs(unit, { resourceType, current, how }, { policy, note, resourceTypes: registry.resourceTypes })
  })
  return { status: 204, resourceId: id, effect }
}
