import { type Attribute, type ResourceType, type StoredResource, versionTag } from '@scimkit/core'
import type { LeftOwner } from '../unit/erase.ts'
import type { PendingEvent } from './append.ts'
import { changedPaths } from './changed-paths.ts'
import { type EventPayloads, eventUris } from './outgoing-event.ts'

/**
 * What has become of one resource. Whether it is active is undefined where nobody sees it: not there, or a tombstone.
 */
interface Change {
  readonly resourceType: string
  readonly id: string
  readonly wasActive: boolean | undefined
  isActive: boolean | undefined
  version: number
  readonly attributes: Set<string>
}

/** What one unit of work does to resources: in the end one event for each, however many steps it took. */
export class Changes {
  readonly #changes = new Map<string, Change>()

  /** A resource was written. Without `before` it is new. */
  written(resourceType: ResourceType, before: StoredResource | undefined, after: StoredResource): void {
    const change = this.#of(after, activityOf(before))
    change.isActive = activityOf(after)
    change.version = after.version
    const known = activityOf(before) === undefined ? {} : (before?.attributes ?? {})
    for (const path of changedPaths(resourceType, known, after.attributes)) change.attributes.add(path)
  }

  removed(before: StoredResource): void {
    this.#of(before, activityOf(before)).isActive = undefined
  }

  /** A relation of a resource was changed. The version is that of the next step, if there is one. */
  related(owner: StoredResource, { path }: Attribute): void {
    this.#of(owner, activityOf(owner)).attributes.add(path)
  }

  /** Resources have lost an element, because it was removed. */
  lost(owners: readonly LeftOwner[]): void {
    for (const { id, type, active, version, relations } of owners) {
      const change = this.#of({ resourceType: type, id, version }, active)
      change.version = version
      for (const relation of relations) change.attributes.add(relation)
    }
  }

  events(): readonly PendingEvent[] {
    return [...this.#changes.values()].flatMap((change) => {
      const events = payloadsOf(change)
      const { resourceType, id } = change
      return Object.keys(events).length === 0 ? [] : [{ resourceType, id, events }]
    })
  }

  #of(
    { resourceType, id, version }: Pick<StoredResource, 'resourceType' | 'id' | 'version'>,
    activity: boolean | undefined,
  ): Change {
    const known = this.#changes.get(id)
    if (known !== undefined) return known
    const change: Change = {
      resourceType,
      id,
      wasActive: activity,
      isActive: activity,
      version,
      attributes: new Set(),
    }
    this.#changes.set(id, change)
    return change
  }
}

function activityOf(resource: StoredResource | undefined): boolean | undefined {
  return resource === undefined || resource.provenance.deleted ? undefined : resource.provenance.active
}

/** Nothing for what nobody can see, such as the time of a sign-in. */
function payloadsOf({ wasActive, isActive, version, attributes }: Change): EventPayloads {
  if (isActive === undefined) return wasActive === undefined ? {} : { [eventUris.deleted]: {} }
  const notice = { attributes: [...attributes], version: versionTag({ version }) }
  if (wasActive === undefined) return { [eventUris.created]: notice }
  return {
    ...(attributes.size > 0 && { [eventUris.changed]: notice }),
    ...(isActive !== wasActive && { [isActive ? eventUris.activated : eventUris.deactivated]: {} }),
  }
}
