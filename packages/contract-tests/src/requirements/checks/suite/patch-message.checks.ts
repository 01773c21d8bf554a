import { at, isSuccess } from '../answer.ts'
import { type Check, withNeed } from '../check.ts'
import { bodyOf, demand, expectError, expectStatus } from '../expect.ts'
import { publishes, supports } from '../needs.ts'
import { expectUnchanged, patched } from './patched.ts'
import { textAttributeOf } from './text-attribute.ts'

const patchOp = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'

/** The PATCH message and its general rules (RFC 7644 §3.5.2). */
export const patchMessageChecks: readonly Check[] = withNeed(supports('patch'), [
  {
    ids: ['S7644-3.5.2-14'],
    title: 'PATCH answers 200 with the whole resource, or 204 with nothing',
    run: async ({ type, user, patch }) => {
      const text = textAttributeOf(type('User'))
      const { path, id } = await user()
      const answer = await patch(path, [{ op: 'add', path: text, value: 'x' }])
      expectStatus(answer, 200, 204)
      if (answer.status === 204) return demand(answer, answer.text === '', 'no body')
      const { userName } = bodyOf(answer)
      demand(answer, at(answer, 'id') === id && userName !== undefined, 'the whole resource as body')
    },
  },
  {
    ids: ['S7644-3.5.2-15'],
    title: 'PATCH with attributes answers 200 with them',
    run: async ({ type, user, patch }) => {
      const text = textAttributeOf(type('User'))
      const { path } = await user()
      const answer = await patch(`${path}?attributes=userName`, [{ op: 'add', path: text, value: 'x' }])
      expectStatus(answer, 200)
      demand(answer, bodyOf(answer).userName !== undefined, 'userName')
      demand(answer, bodyOf(answer)[text] === undefined, `no ${text}`)
    },
  },
  {
    ids: ['S7644-3.5.2-02', 'S7644-3.5.2-03'],
    title: 'a message without operations, or with an operation that does not exist, is refused',
    run: async (probe) => {
      const made = await probe.user()
      const text = textAttributeOf(probe.type('User'))
      for (const body of [{ schemas: [patchOp] }, { schemas: [patchOp], Operations: 'x' }]) {
        expectError(await probe.send('PATCH', made.path, { body }), 400)
      }
      for (const op of ['move', 'test', '']) await expectUnchanged(probe, made, [{ op, path: text, value: 'x' }])
    },
  },
  {
    ids: ['S7644-3.5.2-10'],
    title: 'operations are applied in their order',
    run: async (probe) => {
      const path = textAttributeOf(probe.type('User'))
      const read = await patched(
        probe,
        await probe.user(),
        { op: 'add', path, value: 'first' },
        { op: 'remove', path },
        { op: 'add', path, value: 'second' },
        { op: 'replace', path, value: 'last' },
      )
      demand(read, at(read, path) === 'last', `${path} "last"`)
    },
  },
  {
    ids: ['S7644-3.5.2-12', 'S7644-3.5.2-13'],
    title: 'when one operation fails, none is applied',
    run: async (probe) => {
      const text = textAttributeOf(probe.type('User'))
      const made = await probe.user({ [text]: 'before' })
      await expectUnchanged(probe, made, [
        { op: 'replace', path: text, value: 'after' },
        { op: 'replace', path: 'id', value: probe.unique('id') },
      ])
      await expectUnchanged(probe, made, [{ op: 'replace', path: text, value: 'after' }, { op: 'remove' }])
    },
  },
  {
    ids: ['S7644-3.5.2-16'],
    title: 'PATCH of an unknown id answers 404',
    run: async ({ type, patch, unique }) => {
      const operations = [{ op: 'replace', path: textAttributeOf(type('User')), value: 'x' }]
      expectStatus(await patch(`${type('User').endpoint}/${unique('nobody')}`, operations), 404)
    },
  },
  {
    ids: ['S7644-3.5.2-17'],
    title: 'a path that is not as the grammar has it is refused',
    run: async (probe) => {
      const made = await probe.user()
      for (const path of ['emails[', 'emails[type eq "work"', 'name..givenName', '.name']) {
        await expectUnchanged(probe, made, [{ op: 'replace', path, value: 'x' }])
      }
    },
  },
  {
    ids: ['S7644-3.5.2-19'],
    title: 'a path to an attribute that does not exist is refused',
    run: async (probe) => {
      await expectUnchanged(probe, await probe.user(), [{ op: 'replace', path: 'doesNotExist', value: 'x' }])
    },
  },
  {
    ids: ['S7644-3.5.2-20'],
    title: 'a path may have any case, and the URN of its schema in front',
    run: async (probe) => {
      const text = textAttributeOf(probe.type('User'))
      const made = await probe.user()
      const { id } = probe.type('User').schema
      for (const [value, path] of [text.toUpperCase(), `${id}:${text}`].entries()) {
        const read = await patched(probe, made, { op: 'replace', path, value: `value ${value}` })
        demand(read, at(read, text) === `value ${value}`, `${text} "value ${value}"`)
      }
    },
  },
  {
    ids: ['S7644-3.5.2-24', 'S7644-3.5.2-05', 'S7643-3.1-20'],
    title: 'id and meta cannot be changed',
    run: async (probe) => {
      const made = await probe.user()
      await expectUnchanged(probe, made, [{ op: 'replace', path: 'id', value: probe.unique('id') }])
      await expectUnchanged(probe, made, [{ op: 'replace', path: 'meta.created', value: '1999-01-01T00:00:00Z' }])
    },
  },
  {
    ids: ['S7644-3.5.2-25'],
    title: 'the userName of another user is refused',
    run: async (probe) => {
      const other = await probe.user()
      const value = other.body.userName
      const answer = await expectUnchanged(probe, await probe.user(), [{ op: 'replace', path: 'userName', value }])
      // Table 9 files uniqueness under 400, §3.3 under 409.
      expectStatus(answer, 409, 400)
    },
  },
  {
    ids: ['S7644-3.5.2-11', 'S7643-2.4-03'],
    title: 'a new primary value takes primary from the others',
    needs: publishes('User', 'emails.primary'),
    run: async (probe) => {
      const name = probe.unique('primary')
      const made = await probe.user({ emails: [{ value: `${name}-1@example.com`, type: 'work', primary: true }] })
      const value = [{ value: `${name}-2@example.com`, type: 'home', primary: true }]
      const read = await patched(probe, made, { op: 'add', path: 'emails', value })
      const emails = at(read, 'emails')
      const primary = Array.isArray(emails) ? emails.filter((email) => email.primary === true) : []
      demand(
        read,
        primary.length === 1 && primary[0].value === `${name}-2@example.com`,
        'primary at the new email only',
      )
    },
  },
  {
    ids: ['S7644-3.5.2-27'],
    title: 'a PATCH that changes nothing leaves meta.lastModified alone',
    run: async (probe) => {
      const text = textAttributeOf(probe.type('User'))
      const made = await probe.user({ [text]: 'same' })
      const before = await probe.get(made.path)
      const after = await patched(probe, made, { op: 'replace', path: text, value: 'same' })
      const lastModified = at(before, 'meta.lastModified')
      demand(after, at(after, 'meta.lastModified') === lastModified, `meta.lastModified ${lastModified}`)
      demand(before, isSuccess(before), 'status 200')
    },
  },
])
