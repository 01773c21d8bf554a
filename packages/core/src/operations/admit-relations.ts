import { checkBatch } from '../provisioning/member-batch.ts'
import { admitMembers } from '../provisioning/members.ts'
import type { Attribute } from '../schema/attribute.ts'
import type { RelationElement, UnitOfWork } from '../store/store.ts'
import type { OperationContext } from './context.ts'

/** The elements of each relation that the membership rules let in. */
export async function admitRelations(
  { settings: { policy }, note }: OperationContext,
  unit: UnitOfWork,
  relations: ReadonlyMap<Attribute, readonly RelationElement[]>,
): Promise<ReadonlyMap<Attribute, readonly RelationElement[]>> {
  if (relations.size === 0) return relations
  checkBatch([...relations.values()].flat().length, { policy, note })
  const admitted = new Map<Attribute, readonly RelationElement[]>()
  for (const [relation, elements] of relations)
    admitted.set(relation, await admitMembers(unit, { relation, elements }, { policy, note }))
  return admitted
}
