import { defineResourceType } from '@scimkit/core'

/** A resource type with what User and Group have no attribute of: each characteristic of RFC 7643 §7. */
export const widget = defineResourceType({
  name: 'Widget',
  schema: {
    id: 'urn:example:params:scim:schemas:test:2.0:Widget',
    name: 'Widget',
    attributes: [
      { name: 'name', required: true, uniqueness: 'server' },
      { name: 'code', caseExact: true, uniqueness: 'server' },
      { name: 'serial', caseExact: true, mutability: 'immutable' },
      { name: 'state', mutability: 'readOnly', default: 'made' },
      { name: 'secret', caseExact: true, mutability: 'writeOnly', returned: 'never' },
      { name: 'hint', returned: 'request' },
      { name: 'badge', returned: 'always' },
      { name: 'count', type: 'integer' },
      { name: 'ratio', type: 'decimal' },
      { name: 'enabled', type: 'boolean' },
      { name: 'at', type: 'dateTime' },
      { name: 'blob', type: 'binary' },
      { name: 'link', type: 'reference', referenceTypes: ['external'] },
      { name: 'tags', multiValued: true },
      { name: 'dim', type: 'complex', subAttributes: [{ name: 'w', type: 'integer' }, { name: 'unit' }] },
    ],
  },
})
