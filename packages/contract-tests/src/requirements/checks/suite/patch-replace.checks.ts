import { at, isUnassigned, objectsIn } from '../answer.ts'
import { type Check, withNeed } from '../check.ts'
import { demand, expectError } from '../expect.ts'
import { publishes, supports } from '../needs.ts'
import { expectUnchanged, patched } from './patched.ts'
import { textAttributeOf } from './text-attribute.ts'

/** PATCH replace (RFC 7644 §3.5.2.3). */
export const patchReplaceChecks: readonly Check[] = withNeed(supports('patch'), [
  {
    ids: ['S7644-3.5.2.3-02'],
    title: 'replace changes a value',
    run: async (probe) => {
      const path = textAttributeOf(probe.type('User'))
      const made = await probe.user({ [path]: 'before' })
      const read = await patched(probe, made, { op: 'replace', path, value: 'after' })
      demand(read, at(read, path) === 'after', `${path} "after"`)
    },
  },
  {
    ids: ['S7643-4.1.1-08'],
    title: 'a user that is set inactive stays readable',
    needs: publishes('User', 'active'),
    run: async (probe) => {
      const made = await probe.user({ active: true })
      const read = await patched(probe, made, { op: 'replace', path: 'active', value: false })
      demand(read, at(read, 'active') === false, 'active false')
    },
  },
  {
    ids: ['S7644-3.5.2.3-04'],
    title: 'replace of an attribute without a value adds it',
    run: async (probe) => {
      const path = textAttributeOf(probe.type('User'))
      const read = await patched(probe, await probe.user(), { op: 'replace', path, value: 'new' })
      demand(read, at(read, path) === 'new', `${path} "new"`)
    },
  },
  {
    ids: ['S7644-3.5.2.3-01'],
    title: 'replace without a path replaces what the object names, and nothing else',
    needs: publishes('User', 'emails.value'),
    run: async (probe) => {
      const text = textAttributeOf(probe.type('User'))
      const name = probe.unique('replace')
      const made = await probe.user({ emails: [{ value: `${name}-1@example.com`, type: 'work' }] })
      const value = { [text]: 'after', emails: [{ value: `${name}-2@example.com`, type: 'home' }] }
      const read = await patched(probe, made, { op: 'replace', value })
      demand(read, at(read, text) === 'after', `${text} "after"`)
      const values = objectsIn(at(read, 'emails')).map((email) => email.value)
      demand(read, values.join() === `${name}-2@example.com`, 'the new email, and no other')
      demand(read, at(read, 'userName') === made.body.userName, 'userName as it was')
    },
  },
  {
    ids: ['S7644-3.5.2.3-03'],
    title: 'replace of a multi-valued attribute replaces all its values',
    needs: publishes('User', 'emails.value', 'emails.type'),
    run: async (probe) => {
      const value = `${probe.unique('only')}@example.com`
      const made = await probe.user({ emails: [{ value: `${probe.unique('old')}@example.com`, type: 'home' }] })
      const read = await patched(probe, made, { op: 'replace', path: 'emails', value: [{ value, type: 'work' }] })
      const values = objectsIn(at(read, 'emails')).map((email) => email.value)
      demand(read, values.join() === value, 'the new email, and no other')
    },
  },
  {
    ids: ['S7644-3.5.2.3-07'],
    title: 'replace of a sub-attribute changes it in every value the filter selects',
    needs: publishes('User', 'emails.value', 'emails.type', 'emails.display'),
    run: async (probe) => {
      const name = probe.unique('every')
      const emails = ['work', 'home', 'work'].map((type, index) => ({ value: `${name}-${index}@example.com`, type }))
      const made = await probe.user({ emails })
      const read = await patched(probe, made, { op: 'replace', path: 'emails[type eq "work"].display', value: 'Desk' })
      const displays = objectsIn(at(read, 'emails')).map(({ type, display }) => `${type} ${display ?? '-'}`)
      demand(read, displays.sort().join() === 'home -,work Desk,work Desk', 'the display "Desk" at both work emails')
    },
  },
  {
    ids: ['S7644-3.5.2.3-06'],
    title: 'replace of the value a filter selects leaves the other values',
    needs: publishes('User', 'emails.value', 'emails.type'),
    run: async (probe) => {
      const name = probe.unique('selected')
      const made = await probe.user({
        emails: [
          { value: `${name}-1@example.com`, type: 'work' },
          { value: `${name}-2@example.com`, type: 'home' },
        ],
      })
      const value = { value: `${name}-3@example.com`, type: 'work' }
      const read = await patched(probe, made, { op: 'replace', path: 'emails[type eq "work"]', value })
      const values = objectsIn(at(read, 'emails')).map((email) => email.value)
      demand(read, values.sort().join() === `${name}-2@example.com,${name}-3@example.com`, 'the new and the home email')
    },
  },
  {
    ids: ['S7644-3.5.2.3-05'],
    title: 'replace of a complex attribute leaves the sub-attributes it does not name',
    needs: publishes('User', 'name.givenName', 'name.familyName'),
    run: async (probe) => {
      const made = await probe.user({ name: { givenName: 'Ada', familyName: 'Lovelace' } })
      const read = await patched(probe, made, { op: 'replace', path: 'name', value: { givenName: 'Augusta' } })
      demand(read, at(read, 'name.givenName') === 'Augusta', 'name.givenName "Augusta"')
      demand(read, at(read, 'name.familyName') === 'Lovelace', 'name.familyName "Lovelace", as it was')
    },
  },
  {
    ids: ['S7644-3.5.2.3-08'],
    title: 'replace where the filter selects nothing is refused with noTarget',
    needs: publishes('User', 'emails.value', 'emails.type'),
    run: async (probe) => {
      const made = await probe.user({ emails: [{ value: `${probe.unique('work')}@example.com`, type: 'work' }] })
      // Not eq: servers that serve Entra ID create the value such a filter describes, on purpose.
      const operation = { op: 'replace', path: 'emails[value sw "nobody@"].display', value: 'x' }
      expectError(await expectUnchanged(probe, made, [operation]), 400, 'noTarget')
    },
  },
  {
    ids: ['S7644-3.5.2.3-10'],
    title: 'replace with null clears a value',
    run: async (probe) => {
      const path = textAttributeOf(probe.type('User'))
      const read = await patched(probe, await probe.user({ [path]: 'x' }), { op: 'replace', path, value: null })
      demand(read, isUnassigned(at(read, path)), `no ${path}`)
    },
  },
  {
    ids: ['S7643-3.1-06'],
    title: 'the id stays when everything else changes',
    run: async (probe) => {
      const made = await probe.user()
      const userName = `${probe.unique('renamed')}@example.com`
      const read = await patched(probe, made, { op: 'replace', path: 'userName', value: userName })
      demand(
        read,
        at(read, 'id') === made.id && at(read, 'userName') === userName,
        `the id ${made.id}, another userName`,
      )
    },
  },
])
