import { at, objectsIn } from '../answer.ts'
import { type Check, withNeed } from '../check.ts'
import { demand, expectStatus } from '../expect.ts'
import { publishes, supports } from '../needs.ts'
import { elapse } from './elapse.ts'
import { expectUnchanged, patched } from './patched.ts'
import { textAttributeOf } from './text-attribute.ts'

/** PATCH add (RFC 7644 §3.5.2.1). */
export const patchAddChecks: readonly Check[] = withNeed(supports('patch'), [
  {
    ids: ['S7644-3.5.2.1-03'],
    title: 'add sets a value, and replaces the one there was',
    run: async (probe) => {
      const path = textAttributeOf(probe.type('User'))
      const made = await probe.user()
      for (const value of ['one', 'two']) {
        const read = await patched(probe, made, { op: 'add', path, value })
        demand(read, at(read, path) === value, `${path} "${value}"`)
      }
    },
  },
  {
    ids: ['S7644-3.5.2.1-01'],
    title: 'add without a value is refused',
    run: async (probe) => {
      const path = textAttributeOf(probe.type('User'))
      await expectUnchanged(probe, await probe.user(), [{ op: 'add', path }])
    },
  },
  {
    ids: ['S7644-3.5.2.1-02'],
    title: 'add without a path merges an object into the resource',
    needs: publishes('User', 'emails.value'),
    run: async (probe) => {
      const text = textAttributeOf(probe.type('User'))
      const name = probe.unique('merge')
      const made = await probe.user({ emails: [{ value: `${name}-1@example.com`, type: 'work' }] })
      const value = { [text]: 'merged', emails: [{ value: `${name}-2@example.com`, type: 'home' }] }
      const read = await patched(probe, made, { op: 'add', value })
      demand(read, at(read, text) === 'merged', `${text} "merged"`)
      demand(read, objectsIn(at(read, 'emails')).length === 2, 'the email there was, and the new one')
    },
  },
  {
    ids: ['S7644-3.5.2.1-04'],
    title: 'add to a complex attribute keeps its other sub-attributes',
    needs: publishes('User', 'name.givenName', 'name.familyName'),
    run: async (probe) => {
      const made = await probe.user({ name: { givenName: 'Ada', familyName: 'Lovelace' } })
      const read = await patched(probe, made, { op: 'add', path: 'name', value: { givenName: 'Augusta' } })
      demand(read, at(read, 'name.givenName') === 'Augusta', 'name.givenName "Augusta"')
      demand(read, at(read, 'name.familyName') === 'Lovelace', 'name.familyName "Lovelace", as it was')
    },
  },
  {
    ids: ['S7644-3.5.2.1-05'],
    title: 'add to a sub-attribute creates what it is in',
    needs: publishes('User', 'name.givenName'),
    run: async (probe) => {
      const made = await probe.user({ name: undefined })
      const read = await patched(probe, made, { op: 'add', path: 'name.givenName', value: 'Ada' })
      demand(read, at(read, 'name.givenName') === 'Ada', 'name.givenName "Ada"')
    },
  },
  {
    ids: ['S7644-3.5.2.1-06'],
    title: 'add to a multi-valued attribute adds to its values',
    needs: publishes('User', 'emails.value', 'emails.type'),
    run: async (probe) => {
      const name = probe.unique('add')
      const email = (number: number, type: string) => ({ value: `${name}-${number}@example.com`, type })
      const made = await probe.user({ emails: [email(1, 'work')] })
      const read = await patched(probe, made, {
        op: 'add',
        path: 'emails',
        value: [email(2, 'home'), email(3, 'other')],
      })
      const values = objectsIn(at(read, 'emails')).map(({ value }) => value)
      const all = [1, 2, 3].every((number) => values.includes(`${name}-${number}@example.com`))
      demand(read, all && values.length === 3, 'the email there was, and the two new ones')
    },
  },
  {
    ids: ['S7644-3.5.2.1-07', 'S7643-2.4-08'],
    title: 'add of a value that is there changes nothing',
    needs: publishes('User', 'emails.value', 'emails.type'),
    run: async (probe) => {
      const email = { value: `${probe.unique('again')}@example.com`, type: 'work' }
      const made = await probe.user({ emails: [email] })
      const read = await patched(probe, made, { op: 'add', path: 'emails', value: [email] })
      demand(read, objectsIn(at(read, 'emails')).length === 1, 'the email once')
    },
  },
  {
    ids: ['S7644-3.5.2.1-08'],
    title: 'add of a value that is there does not touch meta.lastModified',
    needs: publishes('User', 'emails.value', 'emails.type'),
    run: async (probe) => {
      const email = { value: `${probe.unique('again')}@example.com`, type: 'work' }
      const made = await probe.user({ emails: [email] })
      const before = await probe.get(made.path)
      await elapse()
      const after = await patched(probe, made, { op: 'add', path: 'emails', value: [email] })
      const lastModified = at(before, 'meta.lastModified')
      demand(after, at(after, 'meta.lastModified') === lastModified, `meta.lastModified ${lastModified}, as it was`)
    },
  },
  {
    ids: ['S7643-3.1-16'],
    title: 'meta.lastModified is the time of the last change, and meta.created stays',
    run: async (probe) => {
      const path = textAttributeOf(probe.type('User'))
      const made = await probe.user()
      const before = await probe.get(made.path)
      await elapse()
      const after = await patched(probe, made, { op: 'add', path, value: 'changed' })
      const [was, is] = [before, after].map((answer) => Date.parse(String(at(answer, 'meta.lastModified'))))
      demand(after, Number(is) > Number(was), `a meta.lastModified after ${at(before, 'meta.lastModified')}`)
      demand(after, at(after, 'meta.created') === at(before, 'meta.created'), 'meta.created as it was')
    },
  },
  {
    ids: ['S7644-3.5.2.1-09'],
    title: 'add to the values a filter selects changes them and no others',
    needs: publishes('User', 'emails.value', 'emails.type', 'emails.display'),
    run: async (probe) => {
      const name = probe.unique('select')
      const made = await probe.user({
        emails: [
          { value: `${name}-1@example.com`, type: 'work' },
          { value: `${name}-2@example.com`, type: 'home' },
        ],
      })
      const read = await patched(probe, made, { op: 'add', path: 'emails[type eq "work"].display', value: 'Desk' })
      const displays = objectsIn(at(read, 'emails')).map(({ type, display }) => `${type} ${display ?? '-'}`)
      demand(read, displays.sort().join() === 'home -,work Desk', 'the display "Desk" at the work email only')
    },
  },
  {
    ids: ['S7644-3.5.2.1-11', 'S7643-4.1.2-09'],
    title: 'add to a read-only attribute is refused',
    needs: publishes('User', 'groups.value'),
    run: async (probe) => {
      const { id } = await probe.group()
      const value = [{ value: id }]
      await expectUnchanged(probe, await probe.user(), [{ op: 'add', path: 'groups', value }])
    },
  },
  {
    ids: ['S7644-3.5.2-03'],
    title: 'op is read whatever its case, or refused',
    run: async (probe) => {
      const path = textAttributeOf(probe.type('User'))
      const made = await probe.user()
      const answer = await probe.patch(made.path, [{ op: 'Add', path, value: 'x' }])
      expectStatus(answer, 200, 204, 400)
      const read = await probe.get(made.path)
      const applied = at(read, path) === 'x'
      demand(answer, applied === (answer.status !== 400), 'a success that is one, or a refusal')
    },
  },
])
