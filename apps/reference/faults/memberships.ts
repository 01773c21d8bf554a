import type { JsonObject } from '@scimkit/core'
import type { Outcome, Sent } from './client.ts'
import { Possible } from './possible.ts'
import type { Sender } from './users.ts'

/** A group as one client has left it: its own members, and in a group of its own the last PUT. */
export interface Membership {
  readonly stamp: string
  /** In order. */
  readonly members: readonly string[]
}

type Change = (before: Membership) => Membership

/** As many states as are told apart before a client makes sure. */
const mostStates = 16

/** What all clients have seen of the versions of groups. */
export class GroupVersions {
  readonly #newest = new Map<string, number>()
  readonly #changed = new Map<string, Set<number>>()

  newest(group: string): number {
    return this.#newest.get(group) ?? 0
  }

  /** @returns whether the version can be that of a change begun when another was the newest */
  isChange(group: string, version: number, since: number): boolean {
    const changed = this.#changed.get(group) ?? new Set()
    this.#changed.set(group, changed)
    const isAnother = version > since && !changed.has(version)
    changed.add(version)
    return isAnother
  }

  saw(group: string, version: number): void {
    this.#newest.set(group, Math.max(this.newest(group), version))
  }
}

/** What one client knows of its users' memberships: in groups it shares with the others, and in one of its own. */
export class Memberships {
  readonly groups = new Map<string, Possible<Membership>>()
  readonly #sender: Sender
  readonly #own: string
  readonly #versions: GroupVersions
  #stamps = 0

  constructor(
    sender: Sender,
    groups: { readonly shared: readonly string[]; readonly own: string },
    versions: GroupVersions,
  ) {
    this.#sender = sender
    this.#own = groups.own
    this.#versions = versions
    for (const id of [...groups.shared, groups.own]) this.groups.set(id, new Possible({ stamp: '', members: [] }))
  }

  /** Adds some and takes out some, in one PATCH. */
  async patch(users: readonly string[]): Promise<void> {
    const { random } = this.#sender
    const [group, known] = random.pick([...this.groups]) ?? []
    if (group === undefined || known === undefined) return
    if (known.states.length > mostStates) return this.#sweep(group, known)
    const chosen = random.some(users, 6)
    const added = chosen.filter(() => random.chance(0.6))
    await this.#change(group, {
      sent: patchOf(
        group,
        added,
        chosen.filter((id) => !added.includes(id)),
      ),
      change: without(chosen, added),
      untilKnown: random.chance(0.6),
    })
  }

  /** Replaces the group that nobody else writes to. */
  async replace(users: readonly string[]): Promise<void> {
    const { random, name } = this.#sender
    this.#stamps += 1
    const next = { stamp: `${name}.${this.#stamps}`, members: inOrder(random.some(users, users.length)) }
    await this.#change(this.#own, {
      sent: { method: 'PUT', path: `/Groups/${this.#own}`, body: groupOf(name, next) },
      change: () => next,
      untilKnown: random.chance(0.6),
    })
  }

  /** A user is deleted: no group has it any more. */
  forget(user: string): void {
    for (const known of this.groups.values()) known.happened(without([user], []))
  }

  /** Takes out all of its own, so that it is known again who is in. */
  async #sweep(group: string, known: Possible<Membership>): Promise<void> {
    const all = [...new Set(known.states.flatMap(({ members }) => members))]
    await this.#change(group, { sent: patchOf(group, [], all), change: without(all, []), untilKnown: true })
  }

  async #change(
    group: string,
    { sent, change, untilKnown }: { readonly sent: Sent; readonly change: Change; readonly untilKnown: boolean },
  ): Promise<void> {
    for (;;) {
      const since = this.#versions.newest(group)
      const outcome = await this.#sender.client.send(sent)
      this.#learn(group, { outcome, change, since })
      if (outcome.kind !== 'unknown' || !untilKnown) return
    }
  }

  #learn(
    group: string,
    { outcome, change, since }: { readonly outcome: Outcome; readonly change: Change; readonly since: number },
  ): void {
    const { journal } = this.#sender
    const known = this.groups.get(group)
    if (known === undefined) return
    if (outcome.kind === 'unknown') known.mayHaveHappened(change)
    else if (outcome.kind === 'refused')
      journal.violation(`group ${group}: ${outcome.status} ${JSON.stringify(outcome.body)}`)
    else {
      const isEffective = known.states.every((state) => JSON.stringify(change(state)) !== JSON.stringify(state))
      this.#learnVersion(group, outcome.version, { since, isEffective })
      known.happened(change)
    }
  }

  #learnVersion(
    group: string,
    version: number,
    { since, isEffective }: { readonly since: number; readonly isEffective: boolean },
  ): void {
    const isRight = isEffective ? this.#versions.isChange(group, version, since) : version >= since
    if (!isRight) this.#sender.journal.violation(`group ${group} went from version ${since} to ${version}`)
    this.#versions.saw(group, version)
  }
}

/** The group as it is sent. */
export function groupOf(displayName: string, { stamp, members }: Membership): JsonObject {
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
    displayName,
    ...(stamp !== '' && { externalId: stamp }),
    members: members.map((value) => ({ value })),
  }
}

function patchOf(group: string, added: readonly string[], removed: readonly string[]): Sent {
  const additions = added.length === 0 ? [] : [{ op: 'add', path: 'members', value: added.map((value) => ({ value })) }]
  const removals = removed.map((id) => ({ op: 'remove', path: `members[value eq "${id}"]` }))
  const schemas = ['urn:ietf:params:scim:api:messages:2.0:PatchOp']
  return { method: 'PATCH', path: `/Groups/${group}`, body: { schemas, Operations: [...additions, ...removals] } }
}

/** Takes some out, and puts others in. */
function without(out: readonly string[], added: readonly string[]): Change {
  return ({ stamp, members }) => ({
    stamp,
    members: inOrder([...members.filter((id) => !out.includes(id)), ...added]),
  })
}

function inOrder(ids: readonly string[]): readonly string[] {
  return [...new Set(ids)].sort()
}
