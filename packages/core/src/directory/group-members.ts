import { type NamesOf, refuseUnknown } from '../errors/refuse-unknown.ts'
import type { StoredResource } from '../store/store.ts'
import { notFound } from './account.ts'
import type { GroupWithMembers, PageQuery } from './directory.ts'
import { groupOf } from './groups.ts'
import { pageOf } from './page.ts'
import { type Grouping, type GroupParts, type Parts, type Place, withGroups } from './parts.ts'

const names: NamesOf<PageQuery> = { startIndex: true, count: true }

/**
 * A group with one page of its members. A stream of them is read no further than to see whether the page is the last.
 */
export async function readGroup(parts: Parts, place: Place, query: PageQuery): Promise<GroupWithMembers> {
  refuseUnknown('Directory.group', query, names)
  const { startIndex, count } = pageOf(query)
  const grouped = withGroups(parts)
  const resource = await readWithMembers(grouped, place)
  const group = groupOf(place.tenant, resource)
  const members: string[] = []
  let index = 0
  for await (const member of elementsOf(grouped, resource)) {
    index += 1
    if (index < startIndex) continue
    if (members.length === count) return { ...group, members, next: index }
    members.push(member)
  }
  return { ...group, members }
}

/** All members of a group, in their order. */
export async function* membersOf(parts: Parts, place: Place): AsyncIterable<string> {
  const grouped = withGroups(parts)
  yield* elementsOf(grouped, await readWithMembers(grouped, place))
}

/** @throws ScimError `RESOURCE_NOT_FOUND` */
async function readWithMembers({ store, group, members }: GroupParts, { tenant, id }: Place): Promise<StoredResource> {
  const reader = store.streamed ?? store
  const found = await reader.read(tenant, group, id, [members])
  if (found === undefined) throw notFound(group, id)
  return found
}

async function* elementsOf(
  { members: { name } }: Grouping,
  { related, streamed }: StoredResource,
): AsyncIterable<string> {
  for await (const batch of streamed?.[name] ?? [related?.[name] ?? []]) for (const { value } of batch) yield value
}
