/**
 * When a rule applies: `always` contradicts no RFC and is on even in the strict dialect; `tolerant` departs from the
 * letter and is on by default; `optional` is off until somebody asks for it.
 */
export type RuleMode = 'always' | 'tolerant' | 'optional'

/** One thing real clients send that the core does not take as it is, and what it is taken for. */
export interface DialectRule {
  readonly mode: RuleMode
  /** What is sent, and what it is taken to mean. */
  readonly does: string
  readonly sentBy: string
  /** The requirement it bends or fills in; `A12` is a row of docs/reference/choices.md. */
  readonly cite: string
}

/**
 * Every rule of the dialect layer. A rule has one function in this folder, or one option of the engine it relaxes.
 *
 * @example
 * ```ts
 * dialectRules.stringBooleans.sentBy // 'Entra ID, the Keycloak plugin'
 * ```
 */
export const dialectRules = {
  operationCase: {
    mode: 'tolerant',
    does: '"Add", "Replace" and "Remove" are the operations in lower case.',
    sentBy: 'Entra ID',
    cite: 'RFC 7644 §3.5.2; A11',
  },
  stringBooleans: {
    mode: 'tolerant',
    does: '"True" and "false" are booleans where the schema says boolean, in bodies and in filters.',
    sentBy: 'Entra ID, the Keycloak plugin',
    cite: 'RFC 7643 §2.3.2; A26',
  },
  removeListedValues: {
    mode: 'tolerant',
    does: 'A remove with a value removes the listed values, never all of them.',
    sentBy: 'Entra ID, JumpCloud, authentik before 2026-07',
    cite: 'RFC 7644 §3.5.2.2; A1',
  },
  createUnmatched: {
    mode: 'tolerant',
    does: 'An add or replace whose filter matches nothing creates the element the filter describes.',
    sentBy: 'Entra ID',
    cite: 'RFC 7644 §3.5.2.3; A12, A13',
  },
  pathsAsNames: {
    mode: 'tolerant',
    does: 'Names such as "name.givenName" or "urn:…:User:department" in a value without a path are paths.',
    sentBy: 'Entra ID with aadOptscim062020',
    cite: 'RFC 7644 §3.5.2; A41',
  },
  complexFromScalar: {
    mode: 'tolerant',
    does: 'A string for a complex attribute is its "value"; an empty one, there or as its "value", unassigns it.',
    sentBy: 'Entra ID (manager)',
    cite: 'RFC 7643 §2.3.8; A27',
  },
  unwrapSingle: {
    mode: 'tolerant',
    does: 'A list of one value for a singular attribute is that value.',
    sentBy: 'Entra ID (manager), older Keycloak plugins',
    cite: 'RFC 7643 §2.4; A27',
  },
  unqualifiedPath: {
    mode: 'tolerant',
    does: 'A path may name a reference of an extension without the URN: "manager".',
    sentBy: 'Entra ID',
    cite: 'RFC 7644 §3.10',
  },
  anySchemas: {
    mode: 'tolerant',
    does: 'Unknown, wrong and missing schema URNs are ignored; the endpoint decides what the body is.',
    sentBy: 'Entra ID, Google, OneLogin, JumpCloud',
    cite: 'RFC 7643 §3; A22',
  },
  readOnlyInPatch: {
    mode: 'tolerant',
    does: 'Read-only attributes in a PATCH value without a path are ignored.',
    sentBy: 'Okta (group rename), authentik',
    cite: 'RFC 7644 §3.5.2; A6',
  },
  bareFilterValues: {
    mode: 'tolerant',
    does: 'A value without quotes is a string, in a filter and in a path.',
    sentBy: 'authentik, samples in the Entra documentation',
    cite: 'RFC 7644 §3.4.2.2',
  },
  lastPrimaryWins: {
    mode: 'tolerant',
    does: 'Of several primary values in one PATCH the last one stays primary.',
    sentBy: 'several',
    cite: 'RFC 7643 §2.4; A21',
  },
  unknownInValue: {
    mode: 'tolerant',
    does: 'A sub-attribute that no schema has, inside a value of a PATCH, is left out as it is in a PUT.',
    sentBy: 'Entra ID, samples of Microsoft for testing servers',
    cite: 'RFC 7644 §3.5.2; A22',
  },
  unreadableElements: {
    mode: 'tolerant',
    does: 'An element of a list of which nothing can be read is left out, but no group is emptied by it.',
    sentBy: 'hand-written clients',
    cite: 'RFC 7643 §2.5; A52',
  },
  displayNameInElement: {
    mode: 'tolerant',
    does: '"displayName" in an element of a list is its "display".',
    sentBy: 'Entra ID (AppRoleAssignmentsComplex)',
    cite: 'RFC 7643 §2.4',
  },
  scim11: {
    mode: 'tolerant',
    does: 'A body that names "urn:scim:schemas:core:1.0" may have one object for a multi-valued attribute, and be a PATCH without operations; so may a PATCH whose elements say what to do, {"members":[{"value","operation"}]}.',
    sentBy: 'OneLogin (SCIM 1.1)',
    cite: 'RFC 7643 §2.4; A27',
  },
  filterOnSingle: {
    mode: 'tolerant',
    does: 'A filter on a complex attribute that is no list, as in manager[value eq "…"], selects its value when it matches; a remove of another one changes nothing.',
    sentBy: 'Entra ID (manager)',
    cite: 'RFC 7644 §3.5.2',
  },
  encodedValue: {
    mode: 'tolerant',
    does: 'A value without a path that is a JSON object in a string is that object.',
    sentBy: 'the SCIM client of SCIM for Keycloak',
    cite: 'RFC 7644 §3.5.2',
  },
  attributesWin: {
    mode: 'tolerant',
    does: 'Where "attributes" and "excludedAttributes" come together, "attributes" counts.',
    sentBy: 'hand-written clients',
    cite: 'RFC 7644 §3.4.2.5; A17',
  },
  emptyOperations: {
    mode: 'tolerant',
    does: 'An empty list of operations changes nothing and succeeds.',
    sentBy: "Entra ID's validator",
    cite: 'RFC 7644 §3.5.2',
  },
  emptyStrings: {
    mode: 'always',
    does: 'An empty string unassigns an optional attribute.',
    sentBy: 'Okta, OneLogin, PingFederate, authentik',
    cite: 'RFC 7643 §2.5',
  },
  messageKeyCase: {
    mode: 'always',
    does: 'The members of a PATCH message count without case: "operations", "Path".',
    sentBy: 'hand-written clients',
    cite: 'RFC 7643 §2.1',
  },
  filteredSubAttribute: {
    mode: 'always',
    does: 'emails[type eq "work"].value eq "x" asks for one element that meets both conditions.',
    sentBy: 'Entra ID',
    cite: 'RFC 7644 §3.4.2.2; A25',
  },
  complexValue: {
    mode: 'always',
    does: 'A comparison with a complex attribute is one with its "value": members eq "…".',
    sentBy: 'Entra ID',
    cite: 'RFC 7644 §3.4.2.2',
  },
  unqualifiedFilter: {
    mode: 'always',
    does: 'A filter may name a reference of an extension without the URN: manager eq "…".',
    sentBy: 'Entra ID',
    cite: 'RFC 7644 §3.10',
  },
  decodeRoles: {
    mode: 'optional',
    does: 'A value that is a JSON object in a string becomes an element of its members.',
    sentBy: 'Entra ID (SingleAppRoleAssignment)',
    cite: 'RFC 7643 §4.1.2',
  },
  wrapSingle: {
    mode: 'optional',
    does: 'One object for a multi-valued attribute is a list of one.',
    sentBy: 'OneLogin (SCIM 1.1)',
    cite: 'RFC 7643 §2.4; A27',
  },
  bareElements: {
    mode: 'optional',
    does: 'A string as element of a complex list is its "value": members: ["…"].',
    sentBy: 'scripts',
    cite: 'RFC 7643 §2.4; A27',
  },
  numbersAsStrings: {
    mode: 'optional',
    does: 'A number for a string attribute is its digits.',
    sentBy: 'Okta (entitlement samples)',
    cite: 'RFC 7643 §2.3.1',
  },
  memberOperations: {
    mode: 'optional',
    does: 'A PATCH without operations is in the form of SCIM 1.1, whatever it says of itself: {"displayName","members":[{"value"}]} is added, and an element with the operation "delete" is deleted.',
    sentBy: 'clients of SCIM 1.1 that do not name its schema',
    cite: 'RFC 7644 §3.5.2',
  },
  anyFormat: {
    mode: 'tolerant',
    does: 'A country that is no two-letter code, a certificate that is not exactly one in DER, and words or a relative URI for a photo or a profile are kept as they are.',
    sentBy: 'Entra ID and its validator, and Okta, whose directories have country names',
    cite: 'RFC 7643 §4.1.2',
  },
  stripControlCharacters: {
    mode: 'optional',
    does: 'Control and zero-width characters are taken out of strings.',
    sentBy: 'Okta',
    cite: 'RFC 7643 §2.3.1',
  },
} as const satisfies Readonly<Record<string, DialectRule>>

/** The name of a rule. */
export type RuleName = keyof typeof dialectRules

/** All names, in the order of the table. */
export const ruleNames = Object.keys(dialectRules) as readonly RuleName[]
