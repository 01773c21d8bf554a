import { applyToList } from './plain.ts'
import { deltaOf, type Step } from './steps.ts'

/** A resource as a plain object. */
interface Modelled {
  readonly type: 'User' | 'Group'
  readonly name: string
  readonly version: number
  /** Places in the order of creation. */
  readonly members: readonly string[]
}

/** All resources in the order of creation; undefined where one was deleted. */
export type Model = (Modelled | undefined)[]

/** What is seen of a resource. */
export interface Seen extends Modelled {
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
    return [...model, { type: step.type, name: step.name, version: 1, members: [] }]
  }
  const current = model[step.target]
  if (current === undefined) return model
  switch (step.kind) {
    case 'rename':
      refuseTaken(model, { type: current.type, name: step.name, except: step.target })
      return model.with(step.target, { ...current, name: step.name, version: current.version + 1 })
    case 'delete':
      return model.with(step.target, undefined).map((each) => each && without(each, String(step.target)))
    case 'relate':
      return current.type === 'User'
        ? model
        : model.with(
            step.target,
            relate(
              current,
              step,
              model.map((_, place) => String(place)),
            ),
          )
  }
}

function refuseTaken(model: Model, { type, name, except }: { type: string; name: string; except?: number }): void {
  const taken = model.some((each, place) => each?.type === 'User' && each.name === name && place !== except)
  if (type === 'User' && taken) throw new Taken()
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
  return model.map((each, place) => each && { ...each, groups: each.type === 'User' ? groupsOf(model, place) : [] })
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
