import type { JsonObject } from '@scimkit/core'
import { at, isSuccess, isUnassigned, objectsIn } from '../answer.ts'
import type { Check } from '../check.ts'
import { bodyOf, demand, expectError, expectStatus } from '../expect.ts'
import { publishes } from '../needs.ts'
import type { Probe } from '../probe/probe.ts'
import { textAttributeOf } from './text-attribute.ts'

/** Replaces a user by what it is now, changed. */
async function replaceUser({ user, get, put }: Probe, given: JsonObject, change: JsonObject) {
  const { id, path } = await user(given)
  const before = await get(path)
  const answer = await put(path, { ...bodyOf(before), ...change })
  return { id, path, before, answer }
}

/** PUT (RFC 7644 §3.5.1). */
export const replaceChecks: readonly Check[] = [
  {
    ids: ['S7644-3.5-01', 'S7644-3.5.1-08', 'S7644-3.5.1-02'],
    title: 'PUT replaces values, and answers 200 with the resource',
    run: async (probe) => {
      const text = textAttributeOf(probe.type('User'))
      const { id, path, answer } = await replaceUser(probe, { [text]: 'before' }, { [text]: 'after' })
      expectStatus(answer, 200)
      demand(answer, bodyOf(answer).id === id && at(answer, text) === 'after', `the whole resource, ${text} "after"`)
      const read = await probe.get(path)
      demand(read, at(read, text) === 'after', `${text} "after"`)
    },
  },
  {
    ids: ['S7644-3.5.1-02'],
    title: 'PUT replaces all the values of a multi-valued attribute',
    needs: publishes('User', 'emails.value'),
    run: async (probe) => {
      const value = `${probe.unique('new')}@example.com`
      const { path, answer } = await replaceUser(probe, {}, { emails: [{ value, type: 'work' }] })
      expectStatus(answer, 200)
      const read = await probe.get(path)
      const values = objectsIn(at(read, 'emails')).map((email) => email.value)
      demand(read, values.length === 1 && values[0] === value, `${value} as the only email`)
    },
  },
  {
    ids: ['S7644-3.5.1-01', 'S7644-3.2-01'],
    title: 'PUT to an unknown id answers 404 and creates nothing',
    run: async ({ type, put, resource, unique, get }) => {
      const user = type('User')
      const path = `${user.endpoint}/${unique('nobody')}`
      expectStatus(await put(path, resource(user)), 404)
      expectStatus(await get(path), 404)
    },
  },
  {
    ids: ['S7644-3.5.1-06', 'S7643-7-07'],
    title: 'PUT of what a GET showed is accepted, whatever is read-only in it',
    run: async (probe) => {
      for (const type of probe.server.types) {
        const { path } = await probe.create(type)
        const before = await probe.get(path)
        const meta = { resourceType: type.name, created: '1999-01-01T00:00:00Z' }
        expectStatus(await probe.put(path, { ...bodyOf(before), meta }), 200)
        const after = await probe.get(path)
        const created = at(before, 'meta.created')
        demand(after, at(after, 'meta.created') === created, `meta.created ${created}, as it was`)
      }
    },
  },
  {
    ids: ['S7643-3.1-07'],
    title: 'PUT with another id does not change the id',
    run: async (probe) => {
      const { id, path, answer } = await replaceUser(probe, {}, { id: probe.unique('other') })
      // To ignore it and to refuse it are both in RFC 7644: §3.5.1 and the sample of §3.12.
      if (!isSuccess(answer)) expectStatus(answer, 400)
      const read = await probe.get(path)
      demand(read, at(read, 'id') === id, `the id ${id}`)
    },
  },
  {
    ids: ['S7644-3.5.1-09'],
    title: 'null clears a value',
    run: async (probe) => {
      const text = textAttributeOf(probe.type('User'))
      const { path, answer } = await replaceUser(probe, { [text]: 'x' }, { [text]: null })
      expectStatus(answer, 200)
      const read = await probe.get(path)
      demand(read, isUnassigned(at(read, text)), `no ${text}`)
    },
  },
  {
    ids: ['S7644-3.5.1-03'],
    title: 'PUT clears what it leaves out',
    run: async (probe) => {
      const text = textAttributeOf(probe.type('User'))
      const { path, answer } = await replaceUser(probe, { [text]: 'x' }, { [text]: undefined })
      expectStatus(answer, 200)
      const read = await probe.get(path)
      demand(read, isUnassigned(at(read, text)), `no ${text}`)
    },
  },
  {
    ids: ['S7644-3.5.1-07'],
    title: 'PUT without a required value leaves no resource without it',
    run: async (probe) => {
      const { path, answer } = await replaceUser(probe, {}, { userName: undefined })
      if (!isSuccess(answer)) expectError(answer, 400)
      const read = await probe.get(path)
      demand(read, typeof at(read, 'userName') === 'string', 'a userName')
    },
  },
  {
    ids: ['S7644-3.5.1-12'],
    title: 'PUT to the userName of another user is refused, and changes nothing',
    run: async (probe) => {
      const other = await probe.user()
      const { path, before, answer } = await replaceUser(probe, {}, { userName: String(other.body.userName) })
      // §3.3 asks for 409, but for creations; Table 9 files uniqueness under 400, for PUT and PATCH too.
      expectStatus(answer, 409, 400)
      const read = await probe.get(path)
      demand(read, at(read, 'userName') === at(before, 'userName'), 'the userName it had')
    },
  },
]
