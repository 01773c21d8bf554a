import { verifies } from '@scimkit/contract-tests/verifies'
import { describe, expect } from 'vitest'
import { userUrn } from '../protocol/client.ts'
import { users, widgets } from './corpus.ts'

const emails = [
  { type: 'work', value: 'a@x' },
  { type: 'home', value: 'b@y' },
]

describe('Filters: values of several parts', () => {
  verifies('S7644-3.4.2.2-27', 'what stands in brackets is said of one and the same element', async () => {
    const { find } = await users({ userName: 'ada', emails })
    expect(await find('emails[type eq "work" and value co "@y"]')).toEqual([])
    expect(await find('emails[type eq "home" and value co "@y"]')).toEqual(['ada'])
    expect(await find('emails.type eq "work" and emails.value co "@y"')).toEqual(['ada'])
  })

  verifies('S7644-3.4.2.2-28', 'in brackets there are sub-attributes and nothing else', async () => {
    const { refuse } = await users()
    for (const inside of ['', 'userName eq "x"', 'nope eq 1', `${userUrn}:type eq "x"`, 'emails.type eq "x"'])
      await refuse(`emails[${inside}]`)
  })

  verifies('S7644-3.4.2.2-29', 'brackets take a whole filter, but no brackets again', async () => {
    const { find, refuse } = await users({ userName: 'ada', emails }, { userName: 'bob', emails: [emails[0] ?? {}] })
    expect(await find('emails[type eq "fax" or (type eq "home" and value ew "@y")]')).toEqual(['ada'])
    expect(await find('emails[not (type eq "work")]')).toEqual(['ada'])
    expect(await find('emails[type eq "home" and not (value ew "@y" or value sw "b")]')).toEqual([])
    await refuse('emails[type eq "a" and emails[type eq "b"]]')
  })

  verifies('S7644-3.4.2.2-30', 'brackets stand beside other terms', async () => {
    const { find } = await users(
      { userName: 'ada', userType: 'E', emails },
      { userName: 'bob', userType: 'E' },
      { userName: 'eve', ims: [{ type: 'xmpp', value: 'eve@foo.com' }] },
    )
    const filter =
      'userType eq "E" and emails[type eq "work" and value ew "@x"] or ims[type eq "xmpp" and value co "@foo.com"]'
    expect(await find(filter)).toEqual(['ada', 'eve'])
    expect(await find('userType eq "E" and not (emails[type eq "work"])')).toEqual(['bob'])
  })

  verifies(
    'S7644-3.4.2.2-31',
    'a single complex value may have brackets, and a part may stand after them',
    async () => {
      const { find } = await users({ userName: 'ada', name: { givenName: 'x', familyName: 'y' }, emails })
      expect(await find('name[givenName eq "x" and familyName eq "y"]')).toEqual(['ada'])
      expect(await find('name[givenName eq "y"]')).toEqual([])
      // Said of one element, as Entra ID means it (A25).
      expect(await find('emails[type eq "work"].value eq "a@x"')).toEqual(['ada'])
      expect(await find('emails[type eq "work"].value eq "b@y"')).toEqual([])
    },
  )

  verifies('S7644-3.4.2.2-32', 'a complex attribute is compared by a part of it; a list by its values', async () => {
    const { find, refuse } = await users({ userName: 'ada', name: { givenName: 'x' }, emails })
    for (const filter of ['name eq "x"', 'meta gt "x"', 'addresses eq "x"']) await refuse(filter)
    expect(await find('name pr')).toEqual(['ada'])
    expect(await find('emails co "@y"')).toEqual(['ada'])
  })

  verifies('S7644-3.4.2.2-33', 'a list matches when any of its values does', async () => {
    const people = await users({ userName: 'ada', emails })
    expect(await people.find('emails.value eq "b@y"')).toEqual(['ada'])
    const things = await widgets({ name: 'w', tags: ['x', 'y'], nums: [1, 20] })
    expect(await things.find('tags eq "Y" and nums gt 19')).toEqual(['w'])
    // “Not equal” is the opposite of “equal”: no value is (A3).
    expect(await things.find('tags ne "x"')).toEqual([])
  })

  verifies('S7643-2.4-04', 'an element that does not say whether it is primary is not', async () => {
    const { find } = await users(
      { userName: 'ada', emails },
      { userName: 'bob', emails: [{ value: 'c', primary: true }] },
    )
    expect(await find('emails[primary eq false]')).toEqual(['ada'])
    expect(await find('emails.primary eq true')).toEqual(['bob'])
  })
})
