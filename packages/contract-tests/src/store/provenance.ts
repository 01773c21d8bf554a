import type { Provenance } from '@scimkit/core'
import { describe, expect, test } from 'vitest'
import { draft } from './drafts.ts'
import { user } from './fixture.ts'
import { mustGet, type NewWorld, scope } from './world.ts'

/** Where an account comes from travels with it. */
export function describeProvenance(newWorld: NewWorld): void {
  describe('provenance', () => {
    const invited: Provenance = {
      managed: false,
      origin: 'invite',
      active: false,
      deleted: false,
      signIn: 'ada@idp.example',
    }

    test('is kept as it was given', async () => {
      const { addUser, read, query } = newWorld()
      const created = await addUser({}, invited)
      expect(created.provenance).toEqual(invited)
      expect((await read(user, created.id))?.provenance).toEqual(invited)
      expect((await query({ scopes: [scope(user)] })).resources[0]?.provenance).toEqual(invited)
    })

    test('is replaced by an update', async () => {
      const { addUser, unit, read } = newWorld()
      const { id } = await addUser({}, invited)
      const adopted = { managed: true, active: true }
      await unit(async (each) => each.update(user, await mustGet(each, user, id), draft(user, {}, adopted)))
      const expected = { managed: true, origin: 'scim', active: true, deleted: false }
      expect((await read(user, id))?.provenance).toEqual(expected)
      expect((await unit((each) => each.get(user, id)))?.provenance).toEqual(expected)
    })

    test('does not hide a resource that is inactive or not managed', async () => {
      const { addUser, everything } = newWorld()
      const { id } = await addUser({}, invited)
      expect((await everything()).map((each) => each.id)).toEqual([id])
    })
  })
}
