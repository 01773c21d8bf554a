import * as z from 'zod'

const threshold = { absolute: z.int().positive(), percent: z.number().min(0).max(100) }

export const brakesSwitches = z.strictObject({
  deactivations: z
    .strictObject({ ...threshold, windowMinutes: z.int().positive().max(525_600) })
    .exactOptional()
    .describe(
      'More accounts deactivated or deleted within the window than this, and than this share of the active ones, in percent; no brake when left out.',
    ),
  members: z
    .strictObject(threshold)
    .exactOptional()
    .describe(
      'More members taken out of a group by one request than this, and than this share of them, in percent; no brake when left out.',
    ),
})
