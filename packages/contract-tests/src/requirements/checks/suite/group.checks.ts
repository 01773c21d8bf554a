import { at, isUnassigned, objectsIn } from '../answer.ts'
import { type Check, withNeed } from '../check.ts'
import { demand, expectError, expectStatus, Skip } from '../expect.ts'
import { all, publishes, supports } from '../needs.ts'
import { pathBelow } from '../probe/path-below.ts'
import type { Made, Probe } from '../probe/probe.ts'
import { expectUnchanged, patched } from './patched.ts'

/** A group of two users. */
async function team(probe: Probe): Promise<{ readonly group: Made; readonly users: readonly [Made, Made] }> {
  const users = [await probe.user(), await probe.user()] as const
  return { group: await probe.group({ members: users.map(({ id }) => ({ value: id })) }), users }
}

function membersOf(answer: Parameters<typeof at>[0]): readonly unknown[] {
  return objectsIn(at(answer, 'members')).map(({ value }) => value)
}

/** Groups and who is in them (RFC 7643 §4.2). */
export const groupChecks: readonly Check[] = withNeed(publishes('Group', 'members.value'), [
  {
    ids: ['S7643-4.2-02'],
    title: 'a group shows its members',
    run: async (probe) => {
      const { group, users } = await team(probe)
      const answer = await probe.get(group.path)
      const values = membersOf(answer)
      demand(answer, values.length === 2 && users.every(({ id }) => values.includes(id)), 'both members, by their ids')
    },
  },
  {
    ids: ['S7643-2.3.7-03', 'S7643-2.3.7-02'],
    title: 'the $ref of a member leads to it',
    run: async (probe) => {
      const { group } = await team(probe)
      const answer = await probe.get(group.path)
      for (const { value, $ref } of objectsIn(at(answer, 'members'))) {
        if ($ref === undefined) continue
        const path = pathBelow(probe.baseUrl, String($ref))
        demand(answer, path !== undefined, `a $ref below ${probe.baseUrl}`)
        const member = await probe.get(path)
        expectStatus(member, 200)
        demand(member, at(member, 'id') === value, `the resource ${value}`)
      }
    },
  },
  {
    ids: ['S7644-3.5.2.1-06'],
    title: 'add puts a user into a group',
    needs: supports('patch'),
    run: async (probe) => {
      const { group, users } = await team(probe)
      const { id } = await probe.user()
      const read = await patched(probe, group, { op: 'add', path: 'members', value: [{ value: id }] })
      const wanted = [id, ...users.map((user) => user.id)]
      demand(
        read,
        wanted.every((each) => membersOf(read).includes(each)),
        'the two members there were, and the new one',
      )
    },
  },
  {
    ids: ['S7644-3.5.2.1-07', 'S7643-2.4-08'],
    title: 'add of a member does not put it into the group a second time',
    needs: supports('patch'),
    run: async (probe) => {
      const { group, users } = await team(probe)
      const [{ id }] = users
      const read = await patched(probe, group, { op: 'add', path: 'members', value: [{ value: id }] })
      demand(read, membersOf(read).length === 2, 'the two members there were')
    },
  },
  {
    ids: ['S7644-3.5.2.2-04'],
    title: 'remove with a filter takes one member out, and no member at all leaves none',
    needs: supports('patch'),
    run: async (probe) => {
      const { group, users } = await team(probe)
      const [first, second] = users
      const one = await patched(probe, group, { op: 'remove', path: `members[value eq "${first.id}"]` })
      demand(one, membersOf(one).join() === second.id, `the user ${second.id} as the only member`)
      const none = await patched(probe, group, { op: 'remove', path: `members[value eq "${second.id}"]` })
      demand(none, isUnassigned(at(none, 'members')), 'no members')
    },
  },
  {
    ids: ['S7644-3.5.2.2-09'],
    title: 'remove of somebody who is no member changes nothing',
    needs: supports('patch'),
    run: async (probe) => {
      const { group } = await team(probe)
      const path = `members[value eq "${probe.unique('nobody')}"]`
      const answer = await probe.patch(group.path, [{ op: 'remove', path }])
      // §3.5.2.2 shows a success, Table 9 has noTarget for a filter without a match.
      expectStatus(answer, 200, 204, 400)
      const read = await probe.get(group.path)
      demand({ ...read, request: answer.request }, membersOf(read).length === 2, 'both members')
    },
  },
  {
    ids: ['S7644-3.5.2.2-11'],
    title: 'remove with the members as value takes out these, or is refused: it never empties the group',
    needs: supports('patch'),
    run: async (probe) => {
      const { group, users } = await team(probe)
      const [first, second] = users
      const value = [{ value: first.id }]
      const answer = await probe.send('PATCH', group.path, {
        body: {
          schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
          Operations: [{ op: 'remove', path: 'members', value }],
        },
      })
      const read = await probe.get(group.path)
      demand(
        { ...read, request: answer.request },
        membersOf(read).includes(second.id),
        `the user ${second.id} as a member`,
      )
    },
  },
  {
    ids: ['S7644-3.5.2.3-03'],
    title: 'replace exchanges the members',
    needs: supports('patch'),
    run: async (probe) => {
      const { group } = await team(probe)
      const { id } = await probe.user()
      const read = await patched(probe, group, { op: 'replace', path: 'members', value: [{ value: id }] })
      demand(read, membersOf(read).join() === id, `the user ${id} as the only member`)
    },
  },
  {
    ids: ['S7644-3.5.2-12'],
    title: 'when one operation on a group fails, its members stay',
    needs: supports('patch'),
    run: async (probe) => {
      const { group } = await team(probe)
      await expectUnchanged(probe, group, [{ op: 'remove', path: 'members' }, { op: 'remove' }])
    },
  },
  {
    ids: ['S7643-4.1.2-08', 'S7643-4.1.2-09'],
    title: 'a user shows the groups it is in, and cannot set them',
    needs: publishes('User', 'groups.value'),
    run: async (probe) => {
      const other = await probe.group()
      const user = await probe.user({ groups: [{ value: other.id }] })
      const group = await probe.group({ members: [{ value: user.id }] })
      const answer = await probe.get(user.path)
      const groups = objectsIn(at(answer, 'groups')).map(({ value }) => value)
      demand(answer, !groups.includes(other.id), `no group ${other.id}: groups is read-only`)
      // It need not show any.
      if (groups.length === 0) throw new Skip('The server shows no groups of a user.')
      demand(answer, groups.includes(group.id), `the group ${group.id}`)
    },
  },
  {
    ids: ['S7643-4.2-04'],
    title: 'groups in one another do no harm',
    needs: supports('patch'),
    run: async (probe) => {
      const inner = await probe.group()
      const outer = await probe.group({ members: [{ value: inner.id }] })
      const answer = await probe.patch(inner.path, [{ op: 'add', path: 'members', value: [{ value: outer.id }] }])
      if (answer.status !== 200 && answer.status !== 204) expectError(answer, 400)
      for (const { path } of [inner, outer]) expectStatus(await probe.get(path), 200)
    },
  },
  {
    ids: ['S7644-3.4.2.5-10'],
    title: 'the members can be left out',
    needs: all(publishes('Group', 'displayName')),
    run: async (probe) => {
      const { group } = await team(probe)
      const answer = await probe.get(`${group.path}?excludedAttributes=members`)
      expectStatus(answer, 200)
      demand(answer, at(answer, 'members') === undefined, 'no members')
      demand(answer, typeof at(answer, 'displayName') === 'string', 'displayName')
    },
  },
])
