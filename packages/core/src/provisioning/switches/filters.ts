import * as z from 'zod'

export const filtersSwitches = z.strictObject({
  allow: z
    .record(z.string(), z.array(z.string()).readonly())
    .describe('The only filters of a resource type, as `attribute operator`; a type that is not named has them all.'),
  unknownAttribute: z
    .enum(['reject', 'noValue'])
    .describe('A filter on an attribute that the resource type lacks: refused, or one without a value (A23).'),
  notEqual: z
    .enum(['every', 'any'])
    .describe('What `ne` asks of an attribute with several values: that every one differs, or that any does (A3).'),
  userNameMatchesEmail: z.boolean().describe('Whether `userName eq` also finds the account with that e-mail address.'),
})
