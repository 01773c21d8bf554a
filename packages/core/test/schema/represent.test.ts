import { describe, expect, it } from 'vitest'
import { settleProjection } from '../../src/schema/projection.ts'
import { represent, versionTag } from '../../src/schema/represent.ts'
import { groupResourceType, userResourceType } from '../../src/schema/rfc7643/resource-types.ts'
import { settleResourceType } from '../../src/schema/settle.ts'
import type { StoredResource } from '../../src/store/store.ts'

const all = [userResourceType, groupResourceType]
const user = settleResourceType(userResourceType, all)
const group = settleResourceType(groupResourceType, all)
const locate = (name: string, id: string) => (name === 'User' || name === 'Group' ? `base/${name}s/${id}` : undefined)

function stored(attributes: StoredResource['attributes'], related?: StoredResource['related']): StoredResource {
  const at = '2026-01-01T00:00:00.000Z'
  const provenance = { managed: true, origin: 'scim', active: true, deleted: false } as const
  const resource = { resourceType: 'Group', id: '1', version: 3, created: at, lastModified: at, attributes, provenance }
  return related === undefined ? resource : { ...resource, related }
}

const show = (resource: StoredResource, resourceType = group) =>
  represent(resource, resourceType, { projection: settleProjection(resourceType), locate })

describe('represent', () => {
  it('makes schemas, id and meta, in the order of the schema', () => {
    expect(Object.keys(show(stored({ displayName: 'g', externalId: 'e' })))).toEqual([
      'schemas',
      'id',
      'externalId',
      'meta',
      'displayName',
    ])
    expect(show(stored({})).meta).toMatchObject({ location: 'base/Groups/1', version: 'W/"3"' })
    expect(versionTag(stored({}))).toBe('W/"3"')
  })

  it('shows no version of what has none', () => {
    const unversioned = settleResourceType(groupResourceType, all, { versions: false })
    const { meta } = show(stored({}), unversioned)
    expect(meta).toMatchObject({ location: 'base/Groups/1' })
    expect(meta).not.toHaveProperty('version')
  })

  it('resolves a reference by the type of the element, by the only type there is, or not at all', () => {
    const members = [{ value: '1', type: 'User' }, { value: '2', type: 'Device' }, { value: '3' }]
    expect(show(stored({}, { members })).members).toEqual([
      { ...members[0], $ref: 'base/Users/1' },
      members[1],
      members[2],
    ])
    const urn = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
    expect(show(stored({ [urn]: { manager: { value: '9' } } }), user)).toMatchObject({
      [urn]: { manager: { value: '9', $ref: 'base/Users/9' } },
    })
  })

  it('S7643-2.5-03: shows no relation that is empty', () => {
    expect(show(stored({}, { members: [] }))).not.toHaveProperty('members')
    expect(show(stored({}))).not.toHaveProperty('members')
  })

  it('never shows what is stored of a secret', () => {
    expect(JSON.stringify(show(stored({ password: 'hunter2' }), user))).not.toContain('hunter2')
  })
})
