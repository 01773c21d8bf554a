import * as z from 'zod'
import { days } from './days.ts'

export const orphansSwitches = z.strictObject({
  detect: z.enum(['off', 'report']).describe('Whether accounts SCIM has never written are reported.'),
  quietDays: days.describe('Days without a request after which a managed account is reported too.'),
})
