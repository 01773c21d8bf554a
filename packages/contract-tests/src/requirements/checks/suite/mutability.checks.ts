import { equalJson, type JsonValue } from '@scimkit/core'
import { at, isSuccess } from '../answer.ts'
import type { Check } from '../check.ts'
import { bodyOf, demand, expectStatus, Skip } from '../expect.ts'
import { supports } from '../needs.ts'
import { valueFor } from '../probe/values.ts'
import type { PublishedAttribute } from '../server/published.ts'
import { isPlainText, subjects } from './select-attributes.ts'

/** Something the server would not come up with by itself. */
function forged(attribute: PublishedAttribute, name: string): JsonValue | undefined {
  const writable = attribute.subAttributes.map((sub) => ({ ...sub, mutability: 'readWrite' }))
  return valueFor({ ...attribute, subAttributes: writable }, attribute.name, name)
}

/** Who may write what, and when (RFC 7643 §7), as the schemas of the server have it. */
export const mutabilityChecks: readonly Check[] = [
  {
    ids: ['S7643-7-07', 'S7644-3.3-01', 'S7644-3.5.1-06'],
    title: 'what is read-only is ignored in a creation and in a replacement',
    run: async (probe) => {
      const fixed = subjects(probe, 'a read-only attribute', ({ mutability, name }) => {
        return mutability === 'readOnly' && !['id', 'meta', 'schemas'].includes(name)
      })
      for (const { type, attribute } of fixed) {
        const { name } = attribute
        const value = forged(attribute, probe.unique('forged'))
        if (value === undefined || attribute.type === 'boolean') continue
        const created = await probe.post(type.endpoint, probe.resource(type, { [name]: value }))
        expectStatus(created, 201)
        const path = `${type.endpoint}/${at(created, 'id')}`
        const read = await probe.get(path)
        demand(read, !equalJson(at(read, name), value), `no ${name} of the client`)
        expectStatus(await probe.put(path, { ...bodyOf(read), [name]: value }), 200)
        const after = await probe.get(path)
        demand(after, equalJson(at(after, name), at(read, name)), `${name} as it was`)
      }
    },
  },
  {
    ids: ['S7643-7-08', 'S7644-3.3-12'],
    title: 'what is immutable can be set in a creation, and not be changed',
    run: async (probe) => {
      const fixed = subjects(probe, 'an immutable text attribute', (attribute) => {
        return attribute.mutability === 'immutable' && isPlainText(attribute)
      })
      for (const { type, attribute } of fixed) {
        const { name } = attribute
        const value = probe.unique('first')
        const { path } = await probe.create(type, { [name]: value })
        const read = await probe.get(path)
        demand(read, at(read, name) === value, `${name} "${value}"`)
        await probe.put(path, { ...bodyOf(read), [name]: probe.unique('second') })
        await probe.patch(path, [{ op: 'replace', path: name, value: probe.unique('third') }])
        const after = await probe.get(path)
        demand(after, at(after, name) === value, `${name} "${value}", as it was`)
      }
    },
  },
  {
    ids: ['S7644-3.5.1-04', 'S7644-3.5.2-05'],
    title: 'a change of what is immutable is refused',
    needs: supports('patch'),
    run: async (probe) => {
      const fixed = subjects(probe, 'an immutable text attribute', (attribute) => {
        return attribute.mutability === 'immutable' && isPlainText(attribute)
      })
      for (const { type, attribute } of fixed) {
        const { name } = attribute
        const { path } = await probe.create(type, { [name]: probe.unique('first') })
        const operation = { op: 'replace', path: name, value: probe.unique('second') }
        expectStatus(await probe.patch(path, [operation]), 400)
      }
    },
  },
  {
    ids: ['S7644-3.1-03'],
    title: 'everything the schemas let a client write can be written, and is there to read',
    run: async (probe) => {
      for (const type of probe.server.types) {
        const sent = probe.fullResource(type)
        const answer = await probe.post(type.endpoint, sent)
        // It may want values of its own, such as roles it knows.
        if (answer.status === 400)
          throw new Skip(`The server takes not all the values made up: ${answer.text.slice(0, 200)}`)
        demand(answer, isSuccess(answer), 'status 201: every value is of the published type')
        const read = await probe.get(`${type.endpoint}/${at(answer, 'id')}`)
        const readable = type.schema.attributes.filter(
          ({ returned, mutability }) => ['default', 'always'].includes(returned) && mutability !== 'writeOnly',
        )
        for (const { name } of readable) {
          demand(read, sent[name] === undefined || at(read, name) !== undefined, `${name}, as it was sent`)
        }
      }
    },
  },
]
