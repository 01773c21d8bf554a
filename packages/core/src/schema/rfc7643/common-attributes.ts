import type { AttributeDefinition } from '../attribute.ts'

/** The attributes of every resource (RFC 7643 §3.1). They belong to no schema. */
export const commonAttributes = [
  {
    name: 'schemas',
    type: 'reference',
    multiValued: true,
    required: true,
    caseExact: false,
    returned: 'always',
    referenceTypes: ['uri'],
    description: 'The URIs of the schemas that define the attributes present in the resource.',
  },
  {
    name: 'id',
    type: 'string',
    required: true,
    caseExact: true,
    mutability: 'readOnly',
    returned: 'always',
    uniqueness: 'server',
    description: 'A unique identifier assigned by the service provider.',
  },
  {
    name: 'externalId',
    type: 'string',
    caseExact: true,
    indexed: true,
    whenOmitted: 'keep',
    description: 'An identifier assigned by the provisioning client.',
  },
  {
    name: 'meta',
    type: 'complex',
    mutability: 'readOnly',
    description: 'Metadata assigned by the service provider.',
    subAttributes: [
      {
        name: 'resourceType',
        type: 'string',
        caseExact: true,
        mutability: 'readOnly',
        description: 'The name of the resource type.',
      },
      { name: 'created', type: 'dateTime', mutability: 'readOnly', description: 'When the resource was added.' },
      {
        name: 'lastModified',
        type: 'dateTime',
        mutability: 'readOnly',
        description: 'When the resource was last changed.',
      },
      {
        name: 'location',
        type: 'reference',
        caseExact: true,
        mutability: 'readOnly',
        referenceTypes: ['uri'],
        description: 'The URI of the resource.',
      },
      {
        name: 'version',
        type: 'string',
        caseExact: true,
        mutability: 'readOnly',
        description: 'The version of the resource, equal to its ETag.',
      },
    ],
  },
] as const satisfies readonly AttributeDefinition[]

const names: ReadonlySet<string> = new Set(commonAttributes.map(({ name }) => name.toLowerCase()))

/** Whether a name, in any case, is that of a common attribute. */
export function isCommon(name: string): boolean {
  return names.has(name.toLowerCase())
}
