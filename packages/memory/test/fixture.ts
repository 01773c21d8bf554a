import { type Draft, type ResourceTypeDefinition, settleResourceType } from '@scimkit/core'

const userDefinition = {
  name: 'User',
  schema: {
    id: 'urn:example:User',
    name: 'User',
    attributes: [
      { name: 'userName', uniqueness: 'server' },
      { name: 'age', type: 'integer' },
      { name: 'joined', type: 'dateTime', indexed: true },
      {
        name: 'emails',
        type: 'complex',
        multiValued: true,
        subAttributes: [{ name: 'value', indexed: true }, { name: 'type' }],
      },
      { name: 'groups', type: 'complex', multiValued: true, subAttributes: [{ name: 'value', indexed: true }] },
    ],
  },
} as const satisfies ResourceTypeDefinition

const groupDefinition = {
  name: 'Group',
  schema: {
    id: 'urn:example:Group',
    name: 'Group',
    attributes: [
      { name: 'displayName' },
      {
        name: 'members',
        type: 'complex',
        multiValued: true,
        subAttributes: [{ name: 'value', caseExact: true }, { name: 'type' }],
      },
    ],
  },
  relations: [{ attribute: 'members', inverse: { resourceType: 'User', attribute: 'groups' } }],
} as const satisfies ResourceTypeDefinition

const all: readonly ResourceTypeDefinition[] = [userDefinition, groupDefinition]

export const user = settleResourceType(userDefinition, all)
export const group = settleResourceType(groupDefinition, all)
export const [members] = group.relations as [(typeof group.relations)[number]]

/** A draft; its keys are unique in the tenant or, when so asked, over all tenants. */
export function draft(attributes: Draft['attributes'], globalKey?: string): Draft {
  const keys =
    globalKey === undefined
      ? []
      : [{ attribute: 'userName', scope: 'global', key: globalKey, value: globalKey } as const]
  return { attributes, keys, provenance: { managed: true, origin: 'scim', active: true, deleted: false } }
}

/** A promise, and what settles it. */
export function gate(): { readonly opened: Promise<void>; open(): void } {
  let open = (): void => undefined
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open: () => open() }
}
