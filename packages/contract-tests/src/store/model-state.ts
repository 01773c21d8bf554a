import { applyToList } from './plain.ts'
import { deltaOf, type Step } from './steps.ts'

/** A resource or a tombstone as a plain object. */
interface Modelled {
  readonly type: 'User' | 'Group'
  readonly name: string
  readonly version: number
  readonly deleted: boolean
  /** Grows from one that was created, came back or was deleted to the next. */
  readonly since: number
  /** Places in the order of creation. */
  readonly members: readonly string[]
}

/** All resources in the order of creation; undefined where nothing is left of one. */
export type Model = (Modelled | undefined)[]

/** What is seen of a resource. */
export interface Seen extends Omit<Modelled, 'since'> {
  /** Groups it is in, as `place type`. */
  readonly groups: readonly string[]
}

/** The names only one user may hold. */
class Taken extends Error {}

/** The model after some steps; undefined when they cannot all be done. */
export function after(model: Model, steps: readonly Step[]): Model | undefined {
  try {
    return steps.reduce<Model>(takeStep, model)
  } catch (error) {
    if (error instanceof Taken) return undefined
    throw error
  }
}

function takeStep(model: Model, step: Step): Model {
  if (step.kind === 'create') {
    refuseTaken(model, step)
    const { type, name } = step
    return [...model, { type, name, version: 1, deleted: false, since: nextSince(model), members: [] }]
  }
  const current = model[step.target]
  const wantsDeleted = step.kind === 'revive' || step.kind === 'purge'
  return current?.deleted === wantsDeleted ? changeOne(model, current, step) : model
}

function changeOne(model: Model, current: Modelled, step: Exclude<Step, { kind: 'create' }>): Model {
  switch (step.kind) {
    case 'rename':
      refuseTaken(model, { type: current.type, name: step.name, except: step.target })
      return model.with(step.target, { ...current, name: step.name, version: current.version + 1 })
    case 'delete': {
      const tombstone = { ...current, deleted: true, since: nextSince(model), members: [] }
      return replace(model, step.target, step.how === 'hard' ? undefined : tombstone)
    }
    case 'purge':
      return replace(model, step.target, undefined)
    case 'revive': {
      refuseTaken(model, { type: current.type, name: step.name, except: step.target })
      const { version } = current
      const back = { name: step.name, version: version + 1, deleted: false, since: nextSince(model) }
      return model.with(step.target, { ...current, ...back })
    }
    case 'relate': {
      const places = model.map((_, place) => String(place))
      return current.type === 'User' ? model : model.with(step.target, relate(current, step, places))
    }
  }
}

/** Deletes what is in a place and takes it out of all groups. */
function replace(model: Model, place: number, rest: Modelled | undefined): Model {
  return model.with(place, rest).map((each) => each && without(each, String(place)))
}

function nextSince(model: Model): number {
  return Math.max(0, ...model.map((each) => each?.since ?? 0)) + 1
}

function refuseTaken(model: Model, { type, name, except }: { type: string; name: string; except?: number }): void {
  const holds = (each: Modelled | undefined) => each?.type === 'User' && !each.deleted && each.name === name
  if (type === 'User' && model.some((each, place) => holds(each) && place !== except)) throw new Taken()
}

function without(owner: Modelled, place: string): Modelled {
  if (!owner.members.includes(place)) return owner
  return { ...owner, version: owner.version + 1, members: owner.members.filter((member) => member !== place) }
}

function relate(owner: Modelled, { deltas }: Extract<Step, { kind: 'relate' }>, places: readonly string[]): Modelled {
  let changed = false
  const members = deltas.reduce((list, delta) => {
    const next = applyToList(list, deltaOf(delta, places))
    // A replacement may take out as many as it adds, but never leaves the same ones then.
    changed ||= next.length !== list.length || next.some((member) => !list.includes(member))
    return next
  }, owner.members)
  return changed ? { ...owner, members, version: owner.version + 1 } : owner
}

/** What one ought to see of each resource. */
export function seenIn(model: Model): readonly (Seen | undefined)[] {
  return model.map((each, place) => each && seenOf(each, groupsOf(model, place)))
}

function seenOf({ since: _, ...seen }: Modelled, groups: readonly string[]): Seen {
  return { ...seen, groups: seen.type === 'User' && !seen.deleted ? groups : [] }
}

/** The places of the users or groups there are, or of their tombstones, in the order a query ought to give them. */
export function orderIn(model: Model, { type, deleted }: Pick<Modelled, 'type' | 'deleted'>): readonly number[] {
  const meant = model.flatMap((each, place) =>
    each?.type === type && each.deleted === deleted ? [{ ...each, place }] : [],
  )
  return meant.toSorted((left, right) => left.since - right.since).map(({ place }) => place)
}

function groupsOf(model: Model, place: number): readonly string[] {
  const owners = (of: string) => model.flatMap((each, owner) => (each?.members.includes(of) ? [String(owner)] : []))
  const direct = owners(String(place))
  let all = new Set(direct)
  for (let size = -1; size !== all.size; ) {
    size = all.size
    all = new Set([...all, ...[...all].flatMap(owners)])
  }
  return [...all].map((owner) => `${owner} ${direct.includes(owner) ? 'direct' : 'indirect'}`).toSorted()
}
