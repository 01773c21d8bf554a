import * as z from 'zod'
import { named } from './named.ts'

const texts = z.array(z.string()).readonly()

const settings = z.object({
  okta: z.string().optional(),
  entra: z.string().optional(),
  onelogin: z.string().optional(),
})

/** One thing somebody can do about an error or a finding. */
export const remedySchema = named(
  'Remedy',
  z.object({
    actor: z.enum([
      'end user',
      'identity provider administrator',
      'application administrator',
      'client developer',
      'support',
    ]),
    action: z.string(),
    settings: settings.optional().describe('Where each identity provider has the setting.'),
  }),
)

/** What is known of an error or a finding. */
export const explanationSchema = named(
  'Explanation',
  z.object({
    code: z.string(),
    id: z.string().describe('Permanent, whatever happens to the code.'),
    severity: z.enum(['problem', 'warning', 'notice']),
    status: z.int().optional().describe('Of an error.'),
    scimType: z.string().optional().describe('Of an error.'),
    title: z.string(),
    cause: z.string(),
    remedies: z.array(remedySchema).readonly(),
    retry: z.enum(['never', 'after change', 'later']),
    spec: texts,
    seeds: texts,
  }),
)
