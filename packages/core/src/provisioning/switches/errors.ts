import * as z from 'zod'

export const errorsSwitches = z.strictObject({
  statusType: z
    .enum(['string', 'number'])
    .describe('The JSON type of `status` in an error; RFC 7644 §3.12 has a string.'),
  immutableScimType: z
    .enum(['mutability', 'immutability'])
    .describe('The keyword for a change of what cannot be changed; RFC 7644 Table 9 has `mutability`.'),
  memberErrorFormat: z
    .enum(['scim', 'text'])
    .describe('Whether invalid members are told as a SCIM error, or as plain text behind `Bad Request: `.'),
  idsWrap: z.enum(['none', 'brackets']).describe('Whether the list `{ids}` of a template stands in brackets.'),
  templates: z
    .strictObject({
      emailInUse: z.string().exactOptional(),
      userNameInUse: z.string().exactOptional(),
      immutable: z.string().exactOptional(),
      unknownPath: z.string().exactOptional(),
      invalidMembers: z.string().exactOptional(),
      displayNameTooLong: z.string().exactOptional(),
    })
    .describe(
      'The product’s own words, with `{email}`, `{userName}`, `{attr}`, `{path}`, `{ids}` and `{max}`. They are the whole detail, to the letter; one that is left out leaves the words of the catalogue.',
    ),
})
