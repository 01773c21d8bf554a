import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defineProfile } from '../../src/provisioning/define-profile.ts'
import { droppedAttributes } from '../../src/provisioning/dropped.ts'
import { pulumi2024Profile } from '../../src/provisioning/profiles/pulumi.ts'
import { rfcProfile } from '../../src/provisioning/profiles/rfc.ts'
import { shapeDefinitions } from '../../src/provisioning/shape.ts'
import { findAttribute } from '../../src/schema/find-attribute.ts'
import { createRegistry } from '../../src/schema/registry.ts'
import { groupResourceType, userResourceType } from '../../src/schema/rfc7643/resource-types.ts'
import { settleResourceType } from '../../src/schema/settle.ts'

const definitions = [userResourceType, groupResourceType]
const user = settleResourceType(userResourceType, definitions)
const flat = user.attributes.flatMap((attribute) => [attribute, ...attribute.subAttributes])
const writable = flat.filter(({ mutability, parent, schema }) => {
  return mutability !== 'readOnly' && parent?.mutability !== 'readOnly' && schema !== ''
})
const paths = writable.map(({ path }) => path)

function shapedBy(attributes: Parameters<typeof defineProfile>[0]['attributes']) {
  const profile = defineProfile({ extends: rfcProfile, ...(attributes && { attributes }) })
  const shaped = createRegistry(shapeDefinitions(definitions, profile)).byName('User')
  if (shaped === undefined) throw new Error('There is no User')
  return { shaped, isDropped: droppedAttributes(definitions, profile) }
}

/** What is allowed with a path: the attribute, what it is a part of, and its parts. */
function comesWith(allowed: ReadonlySet<string>, { path, parent, subAttributes }: (typeof flat)[number]): boolean {
  const isPart = parent !== undefined && allowed.has(parent.path)
  return allowed.has(path) || isPart || subAttributes.some((sub) => allowed.has(sub.path))
}

describe('shapeDefinitions', () => {
  it('D-05: has exactly what is allowed, and what is read-only or common', () => {
    fc.assert(
      fc.property(fc.subarray(paths), (allow) => {
        const { shaped } = shapedBy({ allow: { User: allow } })
        const allowed = new Set(allow)
        for (const attribute of writable) {
          const found = findAttribute(shaped, attribute.path) !== undefined
          expect(found, attribute.path).toBe(comesWith(allowed, attribute))
        }
        for (const path of ['id', 'schemas', 'meta.version', 'groups.value']) {
          expect(findAttribute(shaped, path), path).toBeDefined()
        }
        expect(findAttribute(shaped, 'externalId')).toBeUndefined()
      }),
    )
  })

  it('D-20: is without what is dropped, and only that is taken without an error', () => {
    fc.assert(
      fc.property(fc.subarray(paths), (drop) => {
        const { shaped, isDropped } = shapedBy({ acceptAndDrop: { User: drop } })
        for (const { path } of writable) {
          expect(findAttribute(shaped, path) === undefined, path).toBe(isDropped('User', path))
        }
        for (const path of drop) {
          expect(isDropped('User', path.toUpperCase()), path).toBe(true)
          expect(isDropped('Group', path), path).toBe(false)
        }
        expect(isDropped('User', 'nonsense')).toBe(false)
      }),
    )
  })

  it('gives the very definitions back when the policy says nothing about attributes', () => {
    expect(shapeDefinitions(definitions, rfcProfile)).toBe(definitions)
  })

  it('P-06: comes to the same when done twice', () => {
    const once = shapeDefinitions(definitions, pulumi2024Profile)
    const { acceptAndDrop: _, ...attributes } = pulumi2024Profile.attributes
    const again = { ...pulumi2024Profile, attributes: { ...attributes, acceptAndDrop: {} } }
    expect(shapeDefinitions(once, again)).toEqual(once)
  })

  it('leaves out a relation and the active attribute with what they are about', () => {
    const profile = defineProfile({
      extends: rfcProfile,
      attributes: { allow: { User: ['userName'], Group: ['displayName'] } },
    })
    const registry = createRegistry(shapeDefinitions(definitions, profile))
    expect(registry.byName('User')?.activeAttribute).toBeUndefined()
    expect(registry.byName('Group')?.relations).toEqual([])
  })
})

describe('defineProfile', () => {
  it('replaces what is kept by name whole, so that it can be emptied', () => {
    const profile = defineProfile({ extends: pulumi2024Profile, attributes: { aliases: {}, allow: { Group: [] } } })
    expect(profile.attributes).toMatchObject({ aliases: {}, allow: { Group: [] }, emails: 'workOnly' })
    expect(Object.keys(profile.attributes.allow)).toEqual(['Group'])
  })
})
