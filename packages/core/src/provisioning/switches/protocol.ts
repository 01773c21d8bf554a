import * as z from 'zod'

export const protocolSwitches = z.strictObject({
  replaceComplex: z
    .enum(['merge', 'whole'])
    .describe(
      'A PATCH that replaces a singular complex attribute: the sub-attributes it does not name stay, or the whole value is replaced (A15).',
    ),
  patchWithoutPath: z
    .enum(['allow', 'reject'])
    .describe('A PATCH operation without a path: done, or the request is refused whole (A16).'),
  patchAnswer: z
    .enum(['byType', 'resource', 'none'])
    .describe(
      'What a PATCH answers unless the client says what it wants back: nothing for a type with relations and the resource for others, always the resource, or nothing (A29).',
    ),
  references: z
    .enum(['keep', 'clear'])
    .describe(
      'References to a resource that is deleted, such as `manager`: they stay as they were written, or are cleared. Memberships always end (A36).',
    ),
  bulk: z.boolean().describe('Whether there are bulk requests. Without them, they are answered with 501.'),
  sort: z.boolean().describe('Whether lists are sorted. If not, `sortBy` and `sortOrder` are ignored.'),
  etag: z
    .boolean()
    .describe(
      'Whether resources have an `ETag` and a `meta.version`. If not, conditional headers are ignored, and `requireIfMatch` cannot be used.',
    ),
})
