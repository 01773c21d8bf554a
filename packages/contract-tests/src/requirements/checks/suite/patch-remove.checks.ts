import { at, isUnassigned, objectsIn } from '../answer.ts'
import { type Check, withNeed } from '../check.ts'
import { demand, expectError } from '../expect.ts'
import { publishes, supports } from '../needs.ts'
import type { Probe } from '../probe/probe.ts'
import { expectUnchanged, patched } from './patched.ts'
import { textAttributeOf } from './text-attribute.ts'

/** A user with an email of each type. */
async function withEmails(probe: Probe, ...types: readonly string[]) {
  const name = probe.unique('remove')
  return probe.user({ emails: types.map((type, index) => ({ value: `${name}-${index}@example.com`, type })) })
}

/** PATCH remove (RFC 7644 §3.5.2.2). */
export const patchRemoveChecks: readonly Check[] = withNeed(supports('patch'), [
  {
    ids: ['S7644-3.5.2.2-01', 'S7644-3.5.2-04'],
    title: 'remove without a path is refused with noTarget',
    run: async (probe) => {
      expectError(await expectUnchanged(probe, await probe.user(), [{ op: 'remove' }]), 400, 'noTarget')
    },
  },
  {
    ids: ['S7644-3.5.2.2-02'],
    title: 'remove clears a value, and leaves the others',
    run: async (probe) => {
      const path = textAttributeOf(probe.type('User'))
      const made = await probe.user({ [path]: 'x' })
      const read = await patched(probe, made, { op: 'remove', path })
      demand(read, isUnassigned(at(read, path)), `no ${path}`)
      demand(read, typeof at(read, 'userName') === 'string', 'userName as it was')
    },
  },
  {
    ids: ['S7644-3.5.2.2-02'],
    title: 'remove of a sub-attribute leaves the others',
    needs: publishes('User', 'name.givenName', 'name.familyName'),
    run: async (probe) => {
      const made = await probe.user({ name: { givenName: 'Ada', familyName: 'Lovelace' } })
      const read = await patched(probe, made, { op: 'remove', path: 'name.givenName' })
      demand(read, isUnassigned(at(read, 'name.givenName')), 'no name.givenName')
      demand(read, at(read, 'name.familyName') === 'Lovelace', 'name.familyName "Lovelace"')
    },
  },
  {
    ids: ['S7644-3.5.2.2-03'],
    title: 'remove of a multi-valued attribute removes all its values',
    needs: publishes('User', 'emails.value', 'emails.type'),
    run: async (probe) => {
      const read = await patched(probe, await withEmails(probe, 'work', 'home'), { op: 'remove', path: 'emails' })
      demand(read, isUnassigned(at(read, 'emails')), 'no emails')
    },
  },
  {
    ids: ['S7644-3.5.2.2-05'],
    title: 'remove with a filter removes the values it selects, and only them',
    needs: publishes('User', 'emails.value', 'emails.type'),
    run: async (probe) => {
      const made = await withEmails(probe, 'work', 'home', 'work')
      const read = await patched(probe, made, { op: 'remove', path: 'emails[type eq "work"]' })
      const types = objectsIn(at(read, 'emails')).map(({ type }) => type)
      demand(read, types.join() === 'home', 'the home email, and no other')
    },
  },
  {
    ids: ['S7644-3.5.2.2-06'],
    title: 'remove of a sub-attribute of the values a filter selects leaves the values',
    needs: publishes('User', 'emails.value', 'emails.type', 'emails.display'),
    run: async (probe) => {
      const name = probe.unique('display')
      const made = await probe.user({
        emails: [
          { value: `${name}-1@example.com`, type: 'work', display: 'Desk' },
          { value: `${name}-2@example.com`, type: 'home', display: 'Sofa' },
        ],
      })
      const read = await patched(probe, made, { op: 'remove', path: 'emails[type eq "work"].display' })
      const displays = objectsIn(at(read, 'emails')).map(({ type, display }) => `${type} ${display ?? '-'}`)
      demand(read, displays.sort().join() === 'home Sofa,work -', 'the work email without display, the home email with')
    },
  },
  {
    ids: ['S7644-3.5.2.2-07'],
    title: 'remove of a required or read-only attribute is refused with mutability',
    run: async (probe) => {
      for (const path of ['userName', 'id']) {
        const answer = await expectUnchanged(probe, await probe.user(), [{ op: 'remove', path }])
        demand(answer, at(answer, 'scimType') === 'mutability', 'the scimType "mutability"')
      }
    },
  },
  {
    ids: ['S7644-3.5.2.2-12'],
    title: 'remove of an attribute that does not exist is refused',
    run: async (probe) => {
      await expectUnchanged(probe, await probe.user(), [{ op: 'remove', path: 'doesNotExist' }])
    },
  },
  {
    ids: ['S7644-3.5.2.2-10'],
    title: 'remove of an attribute without a value succeeds',
    run: async (probe) => {
      const path = textAttributeOf(probe.type('User'))
      const read = await patched(probe, await probe.user(), { op: 'remove', path })
      demand(read, isUnassigned(at(read, path)), `no ${path}`)
    },
  },
])
