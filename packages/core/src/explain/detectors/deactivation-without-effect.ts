import { findingOf } from '../../errors/finding.ts'
import { isJsonArray, isJsonObject, type JsonValue } from '../../schema/json.ts'
import { aboutOf, type Detector, type Situation } from '../situation.ts'

/** A deactivation under a name nobody knows: ignored, and the account stays active (failure 14). */
export const deactivationWithoutEffect: Detector = {
  applies: (situation) => situation.entry.outcome === 'success' && pathOf(situation) !== undefined,
  find: (situation) => {
    const { entry, resourceType, shown } = situation
    const path = pathOf(situation)
    const name = resourceType?.activeAttribute?.name
    if (path === undefined || name === undefined) return undefined
    if (entry.effect === 'deactivated' || shown?.[name] === false) return undefined
    return saysFalse(situation.body(), name)
      ? findingOf('DEACTIVATION_WITHOUT_EFFECT', { path }, aboutOf(situation))
      : undefined
  },
}

/** The ignored path that ends as the attribute that says whether an account is in use. */
function pathOf({ ignored, resourceType }: Situation): string | undefined {
  const name = resourceType?.activeAttribute?.name
  return name === undefined ? undefined : ignored.find((path) => endsIn(path, name))
}

function endsIn(path: string, name: string): boolean {
  return path.split(/[.:]/).at(-1)?.toLowerCase() === name.toLowerCase()
}

/** Whether something of that name is false somewhere in what was sent, as a member or as the path of an operation. */
function saysFalse(value: JsonValue | undefined, name: string): boolean {
  if (isJsonArray(value)) return value.some((element) => saysFalse(element, name))
  if (!isJsonObject(value)) return false
  const { path } = value
  if (typeof path === 'string' && endsIn(path, name) && isFalse(value.value)) return true
  return Object.entries(value).some(
    ([key, member]) => (endsIn(key, name) && isFalse(member)) || saysFalse(member, name),
  )
}

/** The shapes of a false that identity providers send (D-21). */
function isFalse(value: JsonValue | undefined): boolean {
  if (isJsonArray(value)) return value.some(isFalse)
  if (isJsonObject(value)) return isFalse(value.value)
  return value === false || (typeof value === 'string' && /^(?:false|0|no)$/i.test(value))
}
