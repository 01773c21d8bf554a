import * as z from 'zod'
import { explanationSchema, remedySchema } from './explanation.ts'
import { conflictSchema } from './finding.ts'
import { named } from './named.ts'

const explanation = explanationSchema.omit({ title: true, status: true }).partial()

/** An answer that is no success (RFC 9457). */
export const problemSchema = named(
  'Problem',
  z.object({
    type: z.string().describe('The page of the error; `about:blank` for what the API itself refuses.'),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    conflict: conflictSchema.optional(),
    ...explanation.shape,
    remedies: z.array(remedySchema).readonly(),
    errors: z
      .array(z.object({ at: z.string(), message: z.string() }))
      .readonly()
      .optional()
      .describe('The parts of the request that are wrong.'),
  }),
)
