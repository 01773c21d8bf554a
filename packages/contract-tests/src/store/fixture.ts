import { type Attribute, type ResourceType, type ResourceTypeDefinition, settleResourceType } from '@scimkit/core'

/** A user with an attribute of every kind a store has to treat differently. */
const userDefinition = {
  name: 'User',
  schema: {
    id: 'urn:scimkit:store-contract:User',
    name: 'User',
    attributes: [
      { name: 'userName', required: true, uniqueness: 'server' },
      { name: 'badge', caseExact: true, uniqueness: 'global' },
      { name: 'displayName' },
      { name: 'code', caseExact: true },
      { name: 'active', type: 'boolean' },
      { name: 'age', type: 'integer' },
      { name: 'joined', type: 'dateTime' },
      { name: 'tags', multiValued: true, caseExact: true },
      { name: 'name', type: 'complex', subAttributes: [{ name: 'familyName' }] },
      {
        name: 'emails',
        type: 'complex',
        multiValued: true,
        subAttributes: [{ name: 'value', indexed: true }, { name: 'type' }, { name: 'primary', type: 'boolean' }],
      },
      {
        name: 'groups',
        type: 'complex',
        multiValued: true,
        mutability: 'readOnly',
        subAttributes: [{ name: 'value', caseExact: true, indexed: true }, { name: 'type' }, { name: 'display' }],
      },
    ],
  },
  extensions: [
    {
      schema: {
        id: 'urn:scimkit:store-contract:2.0:Work',
        name: 'Work',
        attributes: [
          { name: 'department', indexed: true },
          { name: 'manager', type: 'complex', subAttributes: [{ name: 'value', caseExact: true }] },
        ],
      },
    },
  ],
  activeAttribute: 'active',
} as const satisfies ResourceTypeDefinition

/** A group: a relation whose elements are users and groups, and one that nobody sees from the other side. */
const groupDefinition = {
  name: 'Group',
  schema: {
    id: 'urn:scimkit:store-contract:Group',
    name: 'Group',
    attributes: [
      { name: 'displayName', required: true, indexed: true },
      {
        name: 'members',
        type: 'complex',
        multiValued: true,
        subAttributes: [{ name: 'value', caseExact: true }, { name: 'type' }, { name: 'display' }],
      },
      { name: 'owners', type: 'complex', multiValued: true, subAttributes: [{ name: 'value', caseExact: true }] },
    ],
  },
  relations: [
    { attribute: 'members', inverse: { resourceType: 'User', attribute: 'groups' } },
    { attribute: 'owners' },
  ],
} as const satisfies ResourceTypeDefinition

const all: readonly ResourceTypeDefinition[] = [userDefinition, groupDefinition]

/** The URN of the user's extension. */
export const work = userDefinition.extensions[0].schema.id
export const user: ResourceType = settleResourceType(userDefinition, all)
export const group: ResourceType = settleResourceType(groupDefinition, all)
// The definitions above have exactly these.
export const [members, owners] = group.relations as [Attribute, Attribute]
export const [groups] = user.inverses as [Attribute]
