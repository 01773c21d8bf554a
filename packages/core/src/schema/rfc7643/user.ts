import type { SchemaDefinition } from '../attribute.ts'

// The sub-attributes RFC 7643 §2.4 gives every multi-valued complex attribute.
const display = { name: 'display', description: 'A readable name for the value, to be shown only.' } as const
const primary = {
  name: 'primary',
  type: 'boolean',
  description: 'Whether this is the preferred value. At most one value is.',
} as const

/**
 * The User schema (RFC 7643 §4.1, §8.7.1) with the errata applied: no uniqueness on complex attributes (6004),
 * references and binaries case-exact (6001, §2.3.6), ids case-exact (A5).
 *
 * @example
 * ```ts
 * userSchema.id // 'urn:ietf:params:scim:schemas:core:2.0:User'
 * ```
 */
export const userSchema = {
  id: 'urn:ietf:params:scim:schemas:core:2.0:User',
  name: 'User',
  description: 'A person or service with an account.',
  attributes: [
    {
      name: 'userName',
      required: true,
      uniqueness: 'server',
      format: 'username',
      description: 'The name the user signs in with. No two users share one; case does not count.',
    },
    {
      name: 'name',
      type: 'complex',
      description: "The parts of the user's name, or the whole of it, or both.",
      subAttributes: [
        { name: 'formatted', description: 'The full name as it is to be shown, titles included.' },
        { name: 'familyName', description: 'The family name, or last name in most Western languages.' },
        { name: 'givenName', description: 'The given name, or first name in most Western languages.' },
        { name: 'middleName', description: 'The middle name or names.' },
        { name: 'honorificPrefix', description: 'What stands before the name, such as "Dr.".' },
        { name: 'honorificSuffix', description: 'What stands after the name, such as "III".' },
      ],
    },
    { name: 'displayName', description: 'The name to show to other people, usually the full name.' },
    { name: 'nickName', description: 'What the user is called casually. Not a name to sign in with.' },
    {
      name: 'profileUrl',
      type: 'reference',
      caseExact: true,
      referenceTypes: ['external'],
      format: 'link',
      description: "The address of the user's online profile.",
    },
    { name: 'title', description: 'The job title, such as "Vice President".' },
    { name: 'userType', description: 'How the user relates to the organization, such as "Employee" or "Contractor".' },
    {
      name: 'preferredLanguage',
      description: 'The languages the user prefers, written as in the Accept-Language header, such as "en-US".',
    },
    {
      name: 'locale',
      description: 'The language tag that decides how numbers, dates and currencies are written for the user.',
    },
    { name: 'timezone', description: 'The time zone by its IANA name, such as "America/Los_Angeles".' },
    {
      name: 'active',
      type: 'boolean',
      // Clients look for it in every answer, and for `active eq true` in lists, whether it was given or not (Okta).
      default: true,
      // A PUT without it must neither lock a person out nor bring a deactivated one back.
      whenOmitted: 'keep',
      description: 'Whether the account is in use.',
    },
    {
      name: 'password',
      mutability: 'writeOnly',
      returned: 'never',
      secret: true,
      description: 'The password in clear text, to set it. It is never returned.',
    },
    {
      name: 'emails',
      type: 'complex',
      multiValued: true,
      description: 'The e-mail addresses of the user.',
      subAttributes: [
        { name: 'value', indexed: true, description: 'The e-mail address.' },
        display,
        { name: 'type', canonicalValues: ['work', 'home', 'other'], description: 'What the address is for.' },
        primary,
      ],
    },
    {
      name: 'phoneNumbers',
      type: 'complex',
      multiValued: true,
      description: 'The telephone numbers of the user.',
      subAttributes: [
        { name: 'value', description: 'The number, best written as in RFC 3966: "tel:+1-201-555-0123".' },
        display,
        {
          name: 'type',
          canonicalValues: ['work', 'home', 'mobile', 'fax', 'pager', 'other'],
          description: 'What the number is for.',
        },
        primary,
      ],
    },
    {
      name: 'ims',
      type: 'complex',
      multiValued: true,
      description: 'The instant messaging addresses of the user.',
      subAttributes: [
        { name: 'value', description: 'The instant messaging address.' },
        display,
        {
          name: 'type',
          // §8.7.1 leaves out the "other" of §4.1.2.
          canonicalValues: ['aim', 'gtalk', 'icq', 'xmpp', 'msn', 'skype', 'qq', 'yahoo', 'other'],
          description: 'The service the address belongs to.',
        },
        primary,
      ],
    },
    {
      name: 'photos',
      type: 'complex',
      multiValued: true,
      description: 'Pictures of the user.',
      subAttributes: [
        {
          name: 'value',
          type: 'reference',
          caseExact: true,
          referenceTypes: ['external'],
          format: 'link',
          description: 'The address of an image file, not of a page with the image on it.',
        },
        display,
        { name: 'type', canonicalValues: ['photo', 'thumbnail'], description: 'The size of the picture.' },
        primary,
      ],
    },
    {
      name: 'addresses',
      type: 'complex',
      multiValued: true,
      description: 'The postal addresses of the user.',
      subAttributes: [
        { name: 'formatted', description: 'The full address as it is to be shown; it may have several lines.' },
        { name: 'streetAddress', description: 'Street, house number and the like; it may have several lines.' },
        { name: 'locality', description: 'The city or locality.' },
        { name: 'region', description: 'The state or region.' },
        { name: 'postalCode', description: 'The postal code.' },
        {
          name: 'country',
          format: 'country',
          description: 'The country by its two-letter code of ISO 3166-1, such as "US".',
        },
        { name: 'type', canonicalValues: ['work', 'home', 'other'], description: 'What the address is for.' },
        // §8.7.1 leaves it out; §2.4 gives it to every multi-valued attribute and the samples use it.
        primary,
      ],
    },
    {
      name: 'groups',
      type: 'complex',
      multiValued: true,
      mutability: 'readOnly',
      description: 'The groups the user belongs to, directly or through other groups. Changed at the groups only.',
      subAttributes: [
        { name: 'value', caseExact: true, mutability: 'readOnly', description: 'The id of the group.' },
        {
          name: '$ref',
          type: 'reference',
          caseExact: true,
          mutability: 'readOnly',
          referenceTypes: ['Group'], // erratum 8471
          description: 'The URI of the group.',
        },
        { name: 'display', mutability: 'readOnly', description: 'The name of the group, to be shown only.' },
        {
          name: 'type',
          mutability: 'readOnly',
          canonicalValues: ['direct', 'indirect'],
          description: 'Whether the user is a member of the group itself or of a group in it.',
        },
      ],
    },
    {
      name: 'entitlements',
      type: 'complex',
      multiValued: true,
      description: 'What the user is entitled to. The service provider decides what an entitlement is.',
      subAttributes: [
        { name: 'value', description: 'The entitlement.' },
        display,
        { name: 'type', description: 'The kind of entitlement.' },
        primary,
      ],
    },
    {
      name: 'roles',
      type: 'complex',
      multiValued: true,
      description: 'The roles of the user. The service provider decides what a role is.',
      subAttributes: [
        { name: 'value', description: 'The role.' },
        display,
        { name: 'type', description: 'The kind of role.' },
        primary,
      ],
    },
    {
      name: 'x509Certificates',
      type: 'complex',
      multiValued: true,
      description: 'The X.509 certificates issued to the user.',
      subAttributes: [
        {
          name: 'value',
          type: 'binary',
          caseExact: true,
          format: 'certificate',
          description: 'One certificate, DER in base64.',
        },
        display,
        { name: 'type', description: 'What the certificate is for.' },
        primary,
      ],
    },
  ],
} as const satisfies SchemaDefinition
