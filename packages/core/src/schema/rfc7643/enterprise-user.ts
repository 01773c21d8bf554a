import type { SchemaDefinition } from '../attribute.ts'

/**
 * The enterprise extension of User (RFC 7643 §4.3) with the errata applied: `manager.value` (8472) and references
 * (6001) case-exact.
 *
 * @example
 * ```ts
 * enterpriseUserSchema.id // 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
 * ```
 */
export const enterpriseUserSchema = {
  id: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
  name: 'EnterpriseUser',
  description: 'What an organization records about the people who work for it.',
  attributes: [
    { name: 'employeeNumber', description: 'The identifier the organization gave the person, digits or not.' },
    { name: 'costCenter', description: 'The name of the cost center.' },
    { name: 'organization', description: 'The name of the organization.' },
    { name: 'division', description: 'The name of the division.' },
    { name: 'department', description: 'The name of the department.' },
    {
      name: 'manager',
      type: 'complex',
      description: 'The person the user reports to.',
      subAttributes: [
        { name: 'value', caseExact: true, indexed: true, description: 'The id of the user who is the manager.' },
        {
          name: '$ref',
          type: 'reference',
          caseExact: true,
          referenceTypes: ['User'],
          description: 'The URI of the user who is the manager.',
        },
        { name: 'displayName', mutability: 'readOnly', description: 'The name of the manager, to be shown only.' },
      ],
    },
  ],
} as const satisfies SchemaDefinition
