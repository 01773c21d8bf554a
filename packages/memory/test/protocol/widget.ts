import { defineResourceType } from '@scimkit/core'

/** The URN of {@link widget}'s schema. */
export const widgetUrn = 'urn:example:params:scim:schemas:test:2.0:Widget'

/** The URN of its optional extension. */
export const widgetExtensionUrn = 'urn:example:params:scim:schemas:test:extension:widgetx:2.0:Widget'

/** A resource type with what the core schemas have no attribute of: every data type and every characteristic. */
export const widget = defineResourceType({
  name: 'Widget',
  schema: {
    id: widgetUrn,
    name: 'Widget',
    attributes: [
      { name: 'name', required: true, uniqueness: 'server' },
      { name: 'code', caseExact: true, uniqueness: 'server' },
      { name: 'serial', caseExact: true, mutability: 'immutable' },
      { name: 'state', mutability: 'readOnly', default: 'made' },
      { name: 'secret', caseExact: true, mutability: 'writeOnly', returned: 'never' },
      { name: 'hint', returned: 'request' },
      { name: 'badge', returned: 'always' },
      { name: 'defaulted', default: 'std' },
      { name: 'stamp', mutability: 'immutable', default: 'first' },
      { name: 'count', type: 'integer' },
      { name: 'ratio', type: 'decimal' },
      { name: 'enabled', type: 'boolean' },
      { name: 'at', type: 'dateTime' },
      { name: 'blob', type: 'binary' },
      { name: 'link', type: 'reference', referenceTypes: ['external'] },
      { name: 'tags', multiValued: true },
      { name: 'nums', type: 'integer', multiValued: true },
      {
        name: 'dim',
        type: 'complex',
        subAttributes: [{ name: 'w', type: 'integer' }, { name: 'h', type: 'integer' }, { name: 'unit' }],
      },
      {
        name: 'parts',
        type: 'complex',
        multiValued: true,
        subAttributes: [
          { name: 'value' },
          { name: 'display' },
          { name: 'type', canonicalValues: ['a', 'b'] },
          { name: 'primary', type: 'boolean' },
          { name: '$ref', type: 'reference', referenceTypes: ['Widget'] },
          { name: 'qty', type: 'integer' },
          { name: 'sn', caseExact: true, mutability: 'immutable' },
        ],
      },
      {
        name: 'box',
        type: 'complex',
        subAttributes: [{ name: 'size', type: 'integer', required: true }, { name: 'colour' }],
      },
    ],
  },
  extensions: [
    {
      schema: {
        id: widgetExtensionUrn,
        name: 'WidgetX',
        attributes: [{ name: 'owner' }, { name: 'note' }],
      },
    },
  ],
})

/** The URN of the extension that every {@link gadget} must carry. */
export const gadgetExtensionUrn = 'urn:example:params:scim:schemas:test:extension:gadgetx:2.0:Gadget'

/** A resource type with a required extension that has a required attribute. */
export const gadget = defineResourceType({
  name: 'Gadget',
  schema: {
    id: 'urn:example:params:scim:schemas:test:2.0:Gadget',
    name: 'Gadget',
    attributes: [{ name: 'label', required: true }],
  },
  extensions: [
    {
      required: true,
      schema: {
        id: gadgetExtensionUrn,
        name: 'GadgetX',
        attributes: [{ name: 'plant', required: true }, { name: 'line' }],
      },
    },
  ],
})
