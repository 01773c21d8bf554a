import type { ErrorTable } from './define.ts'
import { idpSettings } from './idp-settings.ts'
import { sayOthers, type UnknownName } from './unknown-name.ts'

/** Errors about the values of a resource, judged by its schema. */
export const schemaErrors = {
  ATTRIBUTE_REQUIRED: {
    id: 'SCIM4001',
    status: 400,
    scimType: 'invalidValue',
    title: 'A required attribute has no value',
    detail: ({ path, owner }: { readonly path: string; readonly owner: string }): string =>
      `${owner} needs a value for "${path}".`,
    cause:
      'The person or group has no value in the directory for what this attribute is mapped from, or the attribute is not mapped at all. A blank counts as no value.',
    remedies: [
      {
        actor: 'identity provider administrator',
        action: 'Fill in the source attribute of this person in the directory, or map one that everybody has.',
        settings: idpSettings.mappings,
      },
      {
        actor: 'identity provider administrator',
        action: 'Retry the failed task.',
        settings: idpSettings.retry,
      },
    ],
    retry: 'after change',
    spec: ['RFC 7643 §7', 'RFC 7644 §3.3', 'RFC 7644 §3.12'],
    since: '0.1.0',
    example: {
      method: 'POST',
      path: '/Users',
      body: { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], displayName: 'Grace Hopper' },
    },
  },
  ATTRIBUTE_TYPE: {
    id: 'SCIM4002',
    status: 400,
    scimType: 'invalidValue',
    title: 'A value has the wrong type',
    detail: ({
      path,
      expected,
      found,
    }: {
      readonly path: string
      readonly expected: string
      readonly found: string
    }): string => `"${path}" must be ${expected}, but it is ${found}.`,
    cause:
      'A mapping puts a value into an attribute of another type: a word where true or false belongs, a number where text belongs, or one value where a list belongs.',
    remedies: [
      {
        actor: 'identity provider administrator',
        action:
          'Change the mapping of this attribute, or its expression, so that it yields the type that the detail names.',
        settings: idpSettings.mappings,
      },
      {
        actor: 'application administrator',
        action: 'Switch on the dialect rule that takes this form, such as `numbersAsStrings` or `wrapSingle`.',
      },
    ],
    retry: 'after change',
    spec: ['RFC 7643 §2.3', 'RFC 7643 §2.4', 'RFC 7644 §3.12'],
    since: '0.1.0',
    example: {
      method: 'POST',
      path: '/Users',
      body: {
        schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
        userName: 'grace@example.com',
        active: 'enabled',
      },
    },
  },
  ATTRIBUTE_UNKNOWN: {
    id: 'SCIM4003',
    status: 400,
    scimType: 'invalidSyntax',
    title: 'The resource has an attribute that does not exist',
    detail: ({ path, resourceType, others }: UnknownName): string =>
      `"${path}" is no attribute of ${resourceType}.${sayOthers(others)}`,
    cause:
      'The identity provider maps an attribute that this application does not have, and the profile of this server refuses such a request instead of dropping the value.',
    remedies: [
      {
        actor: 'identity provider administrator',
        action: 'Delete each mapping whose target is an attribute in the detail, or correct its target.',
        settings: idpSettings.mappings,
      },
      {
        actor: 'application administrator',
        action: 'Add the attribute to the schema, or let the profile ignore unknown attributes (`attributes.unknown`).',
      },
    ],
    retry: 'after change',
    spec: ['RFC 7644 §3.3', 'RFC 7644 §3.5.2', 'RFC 7644 §3.12'],
    seeds: ['P-05', 'B-21'],
    since: '0.1.0',
    example: {
      given: 'a user, in the strict dialect',
      method: 'PATCH',
      path: '/Users/{userId}',
      body: {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
        Operations: [{ op: 'replace', path: 'name', value: { familyName: 'King', birthName: 'Byron' } }],
      },
    },
  },
  ATTRIBUTE_MUTABILITY: {
    id: 'SCIM4004',
    status: 400,
    scimType: 'mutability',
    title: 'The attribute cannot be changed',
    detail: ({ path, mutability }: { readonly path: string; readonly mutability: string }): string =>
      `"${path}" is ${mutability} and cannot be changed by this request.`,
    cause:
      "The attribute is the server's own, or it can be set once and not again. The identity provider sends it with every update, where it should send it at most when it creates the resource. Nothing of the request was applied.",
    remedies: [
      {
        actor: 'identity provider administrator',
        action: 'Let the mapping of this attribute apply when an account is created only, or delete the mapping.',
        settings: idpSettings.createOnly,
      },
      {
        actor: 'identity provider administrator',
        action: 'Change the membership of the group instead, if the attribute is the list of groups of a user.',
        settings: idpSettings.assignment,
      },
    ],
    retry: 'after change',
    spec: ['RFC 7643 §7', 'RFC 7644 §3.5.1', 'RFC 7644 §3.5.2', 'RFC 7644 §3.12'],
    seeds: ['P-04'],
    since: '0.1.0',
    example: {
      given: 'a user',
      method: 'PATCH',
      path: '/Users/{userId}',
      body: {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
        Operations: [{ op: 'add', path: 'groups', value: [{ value: 'e9e30dba-f08f-4109-8486-d5c6a331660a' }] }],
      },
    },
  },
  ATTRIBUTE_REQUIRED_REMOVED: {
    id: 'SCIM4005',
    status: 400,
    scimType: 'mutability',
    title: 'A required attribute cannot be removed',
    detail: ({ path }: { readonly path: string }): string => `"${path}" is required and cannot be removed.`,
    cause:
      'The source attribute became empty in the directory, and the identity provider passes that on. The application cannot keep the resource without it; nothing was changed.',
    remedies: [
      {
        actor: 'identity provider administrator',
        action: 'Fill in the source attribute of this person in the directory, or give the mapping a default.',
        settings: { ...idpSettings.mappings, entra: 'Provisioning > Mappings > Default value if null' },
      },
    ],
    retry: 'after change',
    spec: ['RFC 7644 §3.5.2.2', 'RFC 7643 §7'],
    since: '0.1.0',
    example: {
      given: 'a user',
      method: 'PATCH',
      path: '/Users/{userId}',
      body: {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
        Operations: [{ op: 'remove', path: 'userName' }],
      },
    },
  },
  ATTRIBUTE_DUPLICATE: {
    id: 'SCIM4006',
    status: 400,
    scimType: 'invalidSyntax',
    title: 'An attribute is given twice',
    detail: ({ path }: { readonly path: string }): string =>
      `"${path}" is given more than once; names differing only in case are the same attribute.`,
    cause:
      'Two mappings have the same attribute for a target, written in different ways, or a template names it twice. It cannot be known which of the values is meant.',
    remedies: [
      {
        actor: 'identity provider administrator',
        action: 'Delete one of the two mappings, or one of the two lines of the template.',
        settings: idpSettings.mappings,
      },
    ],
    retry: 'after change',
    spec: ['RFC 7643 §2.1', 'RFC 7644 §3.12'],
    since: '0.1.0',
    example: {
      method: 'POST',
      path: '/Users',
      body: {
        schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
        userName: 'grace@example.com',
        username: 'hopper@example.com',
      },
    },
  },
  PRIMARY_DUPLICATE: {
    id: 'SCIM4007',
    status: 400,
    scimType: 'invalidValue',
    title: 'More than one value is primary',
    detail: ({ path }: { readonly path: string }): string => `Only one value of "${path}" may be primary.`,
    cause: 'Several mappings, for example those of the work and the home address, mark their value as the primary one.',
    remedies: [
      {
        actor: 'identity provider administrator',
        action: 'Mark one of the values as primary and none of the others.',
        settings: idpSettings.mappings,
      },
    ],
    retry: 'after change',
    spec: ['RFC 7643 §2.4'],
    since: '0.1.0',
    example: {
      method: 'POST',
      path: '/Users',
      body: {
        schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
        userName: 'grace@example.com',
        emails: [
          { type: 'work', value: 'grace@example.com', primary: true },
          { type: 'home', value: 'grace@example.org', primary: true },
        ],
      },
    },
  },
  SCHEMAS_MISSING: {
    id: 'SCIM4008',
    status: 400,
    scimType: 'invalidSyntax',
    title: 'The resource does not name its schema',
    detail: ({ expected }: { readonly expected: string }): string => `"schemas" must name ${expected}.`,
    cause:
      'The body has no "schemas", or it names only an extension, or it has the URNs of SCIM 1.1. This server is strict about it; the tolerant dialect goes by the endpoint.',
    remedies: [
      {
        actor: 'identity provider administrator',
        action: 'Put the URN that the detail names into the template of the body.',
        settings: { onelogin: 'Configuration > SCIM JSON Template' },
      },
      {
        actor: 'application administrator',
        action: 'Switch on the dialect rule `anySchemas`, which is part of the tolerant dialect.',
      },
    ],
    retry: 'after change',
    spec: ['RFC 7643 §3', 'RFC 7644 §3.3'],
    since: '0.1.0',
    example: {
      given: 'the strict dialect',
      method: 'POST',
      path: '/Users',
      body: { userName: 'grace@example.com' },
    },
  },
  SCHEMAS_UNKNOWN: {
    id: 'SCIM4009',
    status: 400,
    scimType: 'invalidSyntax',
    title: 'The resource names a schema that does not belong to it',
    detail: ({ schema, resourceType }: { readonly schema: string; readonly resourceType: string }): string =>
      `"${schema}" is no schema of ${resourceType}.`,
    cause:
      'The body names an extension that this application does not have, or the URN of the schema is misspelt; URNs of SCIM 1.1 begin with "urn:scim:schemas".',
    remedies: [
      {
        actor: 'identity provider administrator',
        action: 'Correct the URN, or delete the mappings of the extension.',
        settings: idpSettings.mappings,
      },
      {
        actor: 'application administrator',
        action:
          'Register the extension, or switch on the dialect rule `anySchemas`, which is part of the tolerant dialect.',
      },
    ],
    retry: 'after change',
    spec: ['RFC 7643 §3', 'RFC 7643 §3.3'],
    since: '0.1.0',
    example: {
      given: 'the strict dialect',
      method: 'POST',
      path: '/Users',
      body: {
        schemas: [
          'urn:ietf:params:scim:schemas:core:2.0:User',
          'urn:example:params:scim:schemas:extension:hr:2.0:User',
        ],
        userName: 'grace@example.com',
      },
    },
  },
  KEY_FORBIDDEN: {
    id: 'SCIM4010',
    status: 400,
    scimType: 'invalidSyntax',
    title: 'A name is not allowed',
    detail: ({ name }: { readonly name: string }): string => `The name "${name}" is not allowed.`,
    cause:
      'No schema may have an attribute of this name, because in JavaScript it reaches behind the object. A request that has one is a mistake or an attack.',
    remedies: [
      {
        actor: 'client developer',
        action: 'Leave the member out, or give the custom attribute another name.',
      },
      {
        actor: 'support',
        action: 'Look into where the request comes from if no client is known to send such a name.',
      },
    ],
    retry: 'never',
    spec: ['RFC 7643 §2.1', 'RFC 7644 §7.7'],
    since: '0.1.0',
    example: {
      method: 'POST',
      path: '/Users',
      body: {
        schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
        userName: 'grace@example.com',
        prototype: { isAdministrator: true },
      },
    },
  },
  EXTENSION_REQUIRED: {
    id: 'SCIM4011',
    status: 400,
    scimType: 'invalidValue',
    title: 'A required extension is missing',
    detail: ({ schema, resourceType }: { readonly schema: string; readonly resourceType: string }): string =>
      `${resourceType} needs the extension "${schema}".`,
    cause:
      'The application needs at least one attribute of the extension for every resource of this type, and the identity provider maps none of them.',
    remedies: [
      {
        actor: 'identity provider administrator',
        action: 'Map the attributes of the extension, with its URN in front of their names.',
        settings: idpSettings.mappings,
      },
      {
        actor: 'application administrator',
        action: 'Declare the extension as not required if resources can do without it.',
      },
    ],
    retry: 'after change',
    spec: ['RFC 7643 §3.3', 'RFC 7643 §6'],
    since: '0.1.0',
    example: {
      given: 'a type with a required extension',
      method: 'POST',
      path: '/Users',
      body: { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: 'grace@example.com' },
    },
  },
  ATTRIBUTE_CHARACTERS: {
    id: 'SCIM4012',
    status: 400,
    scimType: 'invalidValue',
    title: 'A value has characters that it cannot have',
    detail: ({ path }: { readonly path: string }): string =>
      `"${path}" has a character that is not allowed in it: a control character, an invisible one, or none of Unicode.`,
    cause:
      'Text was copied into the directory together with characters that nobody sees, such as a zero-width space or the end of a line. In a user name they would make two names differ that look the same.',
    remedies: [
      {
        actor: 'identity provider administrator',
        action:
          'Delete the value in the directory and type it again, or let the mapping keep letters, digits and signs.',
        settings: idpSettings.mappings,
      },
      {
        actor: 'application administrator',
        action: 'Switch on the dialect rule `stripControlCharacters`, which takes such characters out.',
      },
    ],
    retry: 'after change',
    spec: ['RFC 7643 §2.3.1', 'RFC 7644 §5', 'RFC 8265 §3.3', 'RFC 8265 §4.2'],
    since: '0.1.0',
    example: {
      method: 'POST',
      path: '/Users',
      body: {
        schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
        userName: 'grace\u200b@example.com',
      },
    },
  },
  PASSWORD_REFUSED: {
    id: 'SCIM4013',
    status: 400,
    scimType: 'invalidValue',
    title: 'The password is not accepted',
    detail: ({ path, reason }: { readonly path: string; readonly reason: string }): string =>
      `"${path}" is not accepted: ${reason}.`,
    cause: 'The password the identity provider sends does not follow the rules that the application has for passwords.',
    remedies: [
      {
        actor: 'identity provider administrator',
        action: 'Change the password policy of the directory, so that it asks for what the detail names.',
      },
      {
        actor: 'identity provider administrator',
        action: 'Delete the mapping of the password if people sign in through the identity provider.',
        settings: idpSettings.mappings,
      },
    ],
    retry: 'after change',
    spec: ['RFC 7643 §4.1.1', 'RFC 7643 §9.2', 'RFC 7644 §5'],
    since: '0.1.0',
    example: {
      given: 'a password policy',
      method: 'POST',
      path: '/Users',
      body: {
        schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
        userName: 'grace@example.com',
        password: 'short',
      },
    },
  },
  ATTRIBUTE_TOO_LONG: {
    id: 'SCIM4018',
    status: 400,
    scimType: 'invalidValue',
    title: 'A value or a list is too long',
    detail: ({
      path,
      max,
      actual,
      unit = 'characters',
    }: {
      readonly path: string
      readonly max: number
      readonly actual: number
      readonly unit?: 'characters' | 'values'
    }): string => `"${path}" may have ${max} ${unit} at most, but it has ${actual}.`,
    cause:
      'A mapping puts a whole file or list into an attribute for text, or joins values over and over. A text may have 65536 characters; a certificate, and a photo in a "data:" URI, 1048576. A list may have 10000 values.',
    remedies: [
      {
        actor: 'identity provider administrator',
        action: 'Map something shorter, or let the mapping cut the value.',
        settings: idpSettings.mappings,
      },
      {
        actor: 'identity provider administrator',
        action: 'Map the address of the photo in place of the photo itself.',
        settings: idpSettings.mappings,
      },
    ],
    retry: 'after change',
    spec: ['RFC 7643 §2.3.1', 'RFC 7643 §2.3.6', 'RFC 7643 §2.4', 'RFC 7644 §3.12'],
    since: '0.1.0',
    example: {
      given: 'a client that repeats the title 10 000 times',
      method: 'POST',
      path: '/Users',
      body: {
        schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
        userName: 'grace@example.com',
        title: 'Engineer',
      },
    },
  },
} as const
schemaErrors satisfies ErrorTable
