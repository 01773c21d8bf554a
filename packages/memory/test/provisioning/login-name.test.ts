import { bufProfile, defineProfile } from '@scimkit/core'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { MemoryUnitOfWork } from '../../src/unit-of-work.ts'
import { openWorld, type World, workEmail } from './world.ts'

async function loginNameOf(world: World, userName: string, email: string) {
  const { body } = await world.post({ userName, ...workEmail(email) })
  return (await world.stored(String(body.id)))?.provenance.loginName
}

describe('The name an account signs in with', () => {
  it.each([
    ['bob.smith@example.com', 'bob-smith'],
    ['julia-smith+demo@example.com', 'julia-smith-demo'],
    ['Ada@example.com', 'ada'],
    ['.ada..lovelace.@example.com', 'ada-lovelace'],
    ['1st.mate@example.com', 'st-mate'],
    ['007@example.com', 'user'],
    ['admin@example.com', 'admin1'],
  ])('B-22: %s signs in as %s', async (email, expected) => {
    expect(await loginNameOf(openWorld(bufProfile), 'somebody', email)).toBe(expected)
  })

  it('B-22: who comes later with the same name gets the next number', async () => {
    const world = openWorld(bufProfile)
    const names = []
    for (const domain of ['a', 'b', 'c']) names.push(await loginNameOf(world, domain, `bob@${domain}.example.com`))
    expect(names).toEqual(['bob', 'bob1', 'bob2'])
  })

  it('B-22: the end of a long row of numbers is found without asking for each of them', async () => {
    const world = openWorld(bufProfile)
    const names: unknown[] = []
    for (let count = 0; count < 90; count += 1)
      names.push(await loginNameOf(world, `user-${count}`, `bob@d${count}.example.com`))
    expect(names).toEqual(names.map((_, number) => (number === 0 ? 'bob' : `bob${number}`)))
    const finds = vi.spyOn(MemoryUnitOfWork.prototype, 'find')
    expect(await loginNameOf(world, 'last', 'bob@last.example.com')).toBe('bob90')
    expect(finds.mock.calls.length).toBeLessThan(20)
    finds.mockRestore()
  })

  it('B-22: a number that was given up is no reason to share one', async () => {
    const world = openWorld(bufProfile)
    const gone = [1, 2, 5]
    for (let count = 0; count < 8; count += 1) {
      const { path } = await world.client.user({ userName: `u${count}`, ...workEmail(`bob@d${count}.example.com`) })
      if (gone.includes(count)) await world.client.delete(path)
    }
    for (let count = 8; count < 16; count += 1) await loginNameOf(world, `u${count}`, `bob@d${count}.example.com`)
    const names = (await world.all()).map(({ provenance }) => provenance.loginName)
    expect(new Set(names).size).toBe(names.length)
    for (const name of names) expect(name).toMatch(/^bob\d*$/)
  })

  it('B-22: letters, digits and hyphens, from a letter on, and nobody shares one', async () => {
    const local = fc.string({ unit: fc.constantFrom(...'aZ09.+-_é'), minLength: 1, maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(local, { minLength: 1, maxLength: 6 }), async (locals) => {
        const world = openWorld(bufProfile)
        const names = []
        for (const [index, each] of locals.entries())
          names.push(await loginNameOf(world, `user-${index}`, `${each}@d${index}.example.com`))
        for (const name of names) expect(name).toMatch(/^[a-z](?:[a-z0-9-]*[a-z0-9])?$/)
        expect(new Set(names).size).toBe(names.length)
      }),
      { numRuns: 30 },
    )
  })

  it('it stays when the address changes, and without one is made from the user name', async () => {
    const world = openWorld(bufProfile)
    const { id, path } = await world.client.user({ userName: 'ada@example.com' })
    await world.client.patch(path, [
      { op: 'add', path: 'emails', value: [{ type: 'work', value: 'grace@example.com' }] },
    ])
    expect((await world.stored(id))?.provenance.loginName).toBe('ada')
  })

  it('an account that is linked keeps its own, or gets one', async () => {
    const world = openWorld(bufProfile)
    const known = { email: 'ada@example.com', provenance: { loginName: 'countess' } }
    await world.account({ userName: 'ada', ...known })
    await world.account({ userName: 'grace', email: 'grace@example.com' })
    expect(await loginNameOf(world, 'ada', 'ada@example.com')).toBe('countess')
    expect(await loginNameOf(world, 'grace', 'grace@example.com')).toBe('grace')
  })

  it('an account that comes back to find its name taken gets the next one', async () => {
    const profile = defineProfile({
      extends: bufProfile,
      users: { delete: 'tombstone', onCreate: { deleted: 'reactivate' } },
    })
    const world = openWorld(profile)
    const { path } = await world.client.user({ userName: 'first', ...workEmail('ada@a.example.com') })
    await world.client.delete(path)
    expect(await loginNameOf(world, 'second', 'ada@b.example.com')).toBe('ada')
    expect(await loginNameOf(world, 'first', 'ada@a.example.com')).toBe('ada1')
  })
})
