import { describe, expect, it } from 'vitest'
import { settleProjection } from '../../src/schema/projection.ts'
import { groupResourceType, userResourceType } from '../../src/schema/rfc7643/resource-types.ts'
import { settleResourceType } from '../../src/schema/settle.ts'
import { widgetDefinition } from '../fixtures/widget.ts'

const all = [userResourceType, groupResourceType]
const user = settleResourceType(userResourceType, all)
const group = settleResourceType(groupResourceType, all)
const widget = settleResourceType(widgetDefinition)

const wanted = (request: Parameters<typeof settleProjection>[1], resourceType = group) =>
  settleProjection(resourceType, request).wanted.map(({ name }) => name)

describe('settleProjection', () => {
  it('is settled once for all requests that ask for nothing', () => {
    const title = user.byName.get('title')
    expect(settleProjection(user, { sent: new Set(title && [title]) })).toBe(settleProjection(user))
  })

  it('S7644-3.4.2.5-10: wants relations and inverses only when they are shown', () => {
    expect(wanted({})).toEqual(['members'])
    expect(wanted({ attributes: ['members.value'] })).toEqual(['members'])
    expect(wanted({ attributes: ['displayName'] })).toEqual([])
    expect(wanted({ excludedAttributes: ['MEMBERS'] })).toEqual([])
    expect(wanted({}, user)).toEqual(['groups'])
    expect(wanted({ excludedAttributes: ['groups'] }, user)).toEqual([])
  })

  it('S7643-7-13: shows what is returned on request when it was sent, unless something else is asked for', () => {
    const hint = widget.byName.get('hint')
    if (hint === undefined) throw new Error('There is no hint')
    const sent = new Set([hint])
    const shows = (request: Parameters<typeof settleProjection>[1]) =>
      JSON.stringify([...settleProjection(widget, request).shown], (key, value) =>
        key === 'parent' ? undefined : value,
      ).includes('"hint"')
    expect([
      shows({}),
      shows({ sent }),
      shows({ sent, attributes: ['name'] }),
      shows({ sent, excludedAttributes: ['hint'] }),
    ]).toEqual([false, true, false, false])
  })
})
