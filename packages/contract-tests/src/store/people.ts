import type { JsonObject } from '@scimkit/core'
import { work } from './fixture.ts'
import type { World } from './world.ts'

/** Users that differ in every way a filter or a sort can tell apart, in the order they are created. */
const people: readonly JsonObject[] = [
  {
    userName: 'ada',
    displayName: 'Ada Lovelace',
    code: 'A',
    active: true,
    age: 36,
    joined: '2024-01-01T00:00:00Z',
    tags: ['math', 'Poetry'],
    name: { familyName: 'Lovelace' },
    emails: [
      { value: 'ada@work.example', type: 'work', primary: true },
      { value: 'ada@home.example', type: 'home' },
    ],
    [work]: { department: 'R&D', manager: { value: 'm1' } },
  },
  {
    userName: 'Bob',
    displayName: 'bob 100%',
    code: 'c',
    active: false,
    age: 4,
    joined: '2024-01-01T01:00:00+02:00',
    tags: ['math'],
    emails: [
      { value: 'bob@home.example', type: 'work' },
      { value: 'ada@work.example', type: 'home' },
    ],
    [work]: { department: 'r&d' },
  },
  {
    userName: 'cyd',
    displayName: 'ÇYD_\\',
    code: 'B',
    age: -1,
    joined: '2025-06-30T23:59:59.999Z',
    name: { familyName: 'abel' },
    emails: [{ value: "o'hara@example.com", type: 'other', primary: false }],
  },
  { userName: 'dee', displayName: 'straße "5"', code: 'b', active: true, age: 100 },
  { userName: 'emma' },
]

/** Creates them, and a group with ada and bob in it within another group. */
export async function populate({ addUser, addGroup }: World): Promise<void> {
  const ids: string[] = []
  for (const person of people) ids.push((await addUser(person)).id)
  const inner = await addGroup('Inner', ids.slice(0, 2))
  await addGroup('Outer', [inner.id, ...ids.slice(2, 3)])
}
