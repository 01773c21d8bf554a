/** A user as an identity provider creates one: about 700 bytes of answer. */
export function userBody(number: number): Record<string, unknown> {
  const userName = `user${number}@example.com`
  return {
    schemas: [
      'urn:ietf:params:scim:schemas:core:2.0:User',
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
    ],
    externalId: `00u${number}`,
    userName,
    name: { givenName: 'Test', familyName: `User ${number}`, formatted: `Test User ${number}` },
    displayName: `Test User ${number}`,
    emails: [{ value: userName, type: 'work', primary: true }],
    locale: 'en-US',
    title: 'Engineer',
    active: true,
    'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { department: 'R&D', employeeNumber: String(number) },
  }
}
