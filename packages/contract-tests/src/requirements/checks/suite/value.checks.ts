import type { JsonValue } from '@scimkit/core'
import { at, isSuccess, isUnassigned } from '../answer.ts'
import { type Check, withNeed } from '../check.ts'
import { demand, expectRefused, expectStatus, Skip } from '../expect.ts'
import { supports } from '../needs.ts'
import type { Probe } from '../probe/probe.ts'
import { isWritable } from '../server/published.ts'
import { isPlainText, type Subject, subjects } from './select-attributes.ts'
import { walk } from './walk.ts'

/** Values no reading makes into one of the type; what is merely unusual, such as "true", a server may put right. */
const wrong: Readonly<Record<string, JsonValue>> = {
  string: { a: 1 },
  boolean: 'scimkit',
  integer: 'scimkit',
  decimal: 'scimkit',
  dateTime: 'scimkit',
  complex: 'scimkit',
}

/** Whether a filter on a text attribute finds a resource. Undefined when the server refuses the filter. */
async function finds(probe: Probe, { type, attribute: { name } }: Subject, [id, value]: readonly [string, string]) {
  const filter = `${name} eq ${JSON.stringify(value)}`
  const first = await probe.get(`${type.endpoint}?filter=${encodeURIComponent(filter)}`)
  if (first.status === 400) return undefined
  const { resources, answer } = await walk(probe, type.endpoint, { filter })
  return { answer, found: resources.some((resource) => resource.id === id) }
}

async function compareCase(probe: Probe, subject: Subject): Promise<boolean> {
  const { type, attribute } = subject
  const { name, caseExact } = attribute
  const value = `Mixed ${probe.unique('case')}`
  const { id, path } = await probe.create(type, { [name]: value })
  const stored = at(await probe.get(path), name)
  if (stored !== value) return false
  const same = await finds(probe, subject, [id, value])
  const other = await finds(probe, subject, [id, value.toUpperCase()])
  if (same === undefined || other === undefined) return false
  demand(same.answer, same.found, `the resource with the ${name} "${value}"`)
  const rule = caseExact
    ? `nothing: ${name} is compared with its case`
    : `the resource: the case of ${name} does not count`
  demand(other.answer, other.found === !caseExact, rule)
  return true
}

/** Types, case and uniqueness of values (RFC 7643 §7), as the schemas of the server have them. */
export const valueChecks: readonly Check[] = [
  {
    ids: ['S7643-2.3-02', 'S7644-3.3-10'],
    title: 'a value of another type is refused, or put right, but never stored',
    run: async (probe) => {
      const typed = subjects(probe, 'an attribute of a known type', (attribute) => {
        return isWritable(attribute) && !attribute.multiValued && wrong[attribute.type] !== undefined
      })
      for (const { type, attribute } of typed) {
        const value = wrong[attribute.type] ?? null
        const answer = await probe.post(type.endpoint, probe.resource(type, { [attribute.name]: value }))
        if (!isSuccess(answer)) {
          expectRefused(answer)
          continue
        }
        const shown = at(answer, attribute.name)
        const isStored = JSON.stringify(shown) === JSON.stringify(value)
        demand(
          answer,
          isUnassigned(shown) || !isStored,
          `no ${attribute.name} ${JSON.stringify(value)}: it is no ${attribute.type}`,
        )
      }
    },
  },
  {
    ids: ['S7643-7-06'],
    title: 'the case of a value is kept where it counts',
    run: async (probe) => {
      const exact = subjects(probe, 'a text attribute whose case counts', (attribute) => {
        return attribute.caseExact && isPlainText(attribute)
      })
      for (const { type, attribute } of exact) {
        const value = `aBcD ${probe.unique('case')}`
        const read = await probe.get((await probe.create(type, { [attribute.name]: value })).path)
        demand(read, at(read, attribute.name) === value, `${attribute.name} "${value}"`)
      }
    },
  },
  ...withNeed(supports('filter'), [
    {
      ids: ['S7643-7-05'],
      title: 'filters compare with the case or without it, as the schema says',
      run: async (probe) => {
        const texts = subjects(probe, 'a text attribute', isPlainText).slice(0, 12)
        const compared = []
        for (const subject of texts) compared.push(await compareCase(probe, subject))
        if (!compared.includes(true)) throw new Skip('The server refuses filters on all of its text attributes.')
      },
    },
  ]),
  {
    ids: ['S7643-7-14'],
    title: 'a value that must be unique is refused a second time',
    run: async (probe) => {
      const unique = subjects(probe, 'a text attribute that must be unique', (attribute) => {
        const isUnique = attribute.uniqueness === 'server' || attribute.uniqueness === 'global'
        return isUnique && isPlainText(attribute)
      })
      for (const { type, attribute } of unique) {
        const value = probe.unique('taken')
        await probe.create(type, { [attribute.name]: value })
        expectStatus(await probe.post(type.endpoint, probe.resource(type, { [attribute.name]: value })), 409, 400)
      }
    },
  },
]
