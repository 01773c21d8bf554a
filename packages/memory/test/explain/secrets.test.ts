import { defineResourceType, userResourceType } from '@scimkit/core'
import { describe, expect, it } from 'vitest'
import { lookupPath, openWorld, person } from './world.ts'

const secret = 'TOPSECRET-1'

/** A type whose first required text is a secret, with secrets in every other place there is. */
const robot = defineResourceType({
  name: 'Robot',
  schema: {
    id: 'urn:example:Robot',
    name: 'Robot',
    attributes: [
      {
        name: 'apiKey',
        required: true,
        mutability: 'writeOnly',
        returned: 'never',
        uniqueness: 'server',
        caseExact: true,
      },
      { name: 'label', required: true },
      { name: 'pins', multiValued: true, returned: 'never' },
      {
        name: 'box',
        type: 'complex',
        multiValued: true,
        subAttributes: [{ name: 'value' }, { name: 'pin', returned: 'never' }],
      },
    ],
  },
})

const badgeUrn = 'urn:example:Badge'

/** A user with a secret that can be looked up by the application alone. */
const user = defineResourceType({
  ...userResourceType,
  extensions: [
    { schema: { id: badgeUrn, name: 'Badge', attributes: [{ name: 'code', returned: 'never', indexed: true }] } },
  ],
})

function openRobots() {
  const world = openWorld(undefined, { resourceTypes: [robot, user] })
  const robotWith = (label: string) => ({ schemas: ['urn:example:Robot'], apiKey: secret, label })
  const make = async (label: string) => {
    await world.ready
    return world.scim.post('/Robots', robotWith(label))
  }
  /** Whether the secret is in the log. */
  const isLogged = async () => JSON.stringify(await world.log.query('acme', {})).includes(secret)
  return { ...world, make, isLogged }
}

describe('a value that is never returned', () => {
  it('is not what a creation is found by in the log', async () => {
    const { make, last, isLogged } = openRobots()
    expect((await make('marvin')).status).toBe(201)
    expect(await last()).toMatchObject({ subject: 'marvin' })
    expect(await isLogged()).toBe(false)
  })

  it('stands in no conflict', async () => {
    const { make, last, isLogged } = openRobots()
    const { body } = await make('marvin')
    const { status, text, body: refusal } = await make('kryten')
    expect(status).toBe(409)
    expect(refusal.detail).toBe(`The apiKey is already taken by Robot ${body.id}. [SCIM5002]`)
    expect(text).not.toContain(secret)
    expect((await last()).findings).toMatchObject([{ conflict: { attribute: 'apiKey', id: body.id } }])
    expect(await isLogged()).toBe(false)
  })

  it.each([
    `apiKey[value eq "${secret}"]`,
    `apiKey[value eq "${secret}"].display`,
    `pins[value eq "${secret}"]`,
    `box[pin eq "${secret}"].value`,
    `box[pin eq "${secret}"].nothing`,
  ])('the path %s is refused without it', async (path) => {
    const { make, scim, isLogged } = openRobots()
    const { body } = await make('marvin')
    const { status, text } = await scim.patch(`/Robots/${body.id}`, [{ op: 'replace', path, value: 'x' }])
    expect(status).toBe(400)
    expect(text).not.toContain(secret)
    expect(await isLogged()).toBe(false)
  })

  it('tells no two accounts apart or together', async () => {
    const { ready, scim, last, isLogged } = openRobots()
    await ready
    for (const name of ['ada', 'grace'])
      await scim.post('/Users', { ...person(name), [badgeUrn]: { code: secret }, externalId: name })
    expect(await last()).toMatchObject({ subject: 'grace', status: 201, findings: [] })
    expect(await isLogged()).toBe(false)
  })

  it('can be searched for by nobody', async () => {
    const { make, scim, isLogged } = openRobots()
    await make('marvin')
    const { status, text } = await scim.get(lookupPath('/Robots', 'apiKey', secret))
    expect(status).toBe(400)
    expect(text).not.toContain(secret)
    expect(await isLogged()).toBe(false)
  })
})
