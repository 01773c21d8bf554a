import * as z from 'zod'

export const loginSwitches = z.strictObject({
  jit: z.boolean().describe('Whether the first sign-in of somebody unknown makes an account.'),
  autoprovisioning: z
    .boolean()
    .describe(
      'Where sign-ins decide about groups: whether the groups of the assertion are taken. If not, a sign-in clears the groups that were pushed.',
    ),
})
