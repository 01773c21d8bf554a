import * as z from 'zod'

const unknownAttribute = z.enum(['ignore', 'reject'])

export const attributesSwitches = z.strictObject({
  unknown: z
    .strictObject({ post: unknownAttribute, put: unknownAttribute, patch: unknownAttribute })
    .describe('An attribute the product does not have: ignored, or the request refused whole.'),
  allow: z
    .record(z.string(), z.array(z.string()).readonly())
    .describe(
      'The only attributes of a resource type, as paths; everything else is unknown. A type that is not named has all of its schema.',
    ),
  acceptAndDrop: z
    .record(z.string(), z.array(z.string()).readonly())
    .describe('Attributes of a resource type that are taken without an error, and never stored or shown.'),
  aliases: z
    .record(z.string(), z.string())
    .describe('Other names clients may use for an attribute of a User, and the path each stands for.'),
  emails: z
    .enum(['any', 'primary', 'workOnly'])
    .describe(
      'Which of the addresses is the e-mail address, where one must be unique or an account is found by it. `workOnly` is those of type `work`, and where there are none, those that say no type.',
    ),
  otherEmails: z
    .enum(['store', 'drop'])
    .describe(
      'What becomes of addresses beside the e-mail address: stored, or left out of what is written. Then there is one at most, and what is about others alone is unknown: the path of a PATCH, and a list of them, which takes nothing away.',
    ),
})
