import * as z from 'zod'

/** A hundred years at most: what is so many days from now is a date. */
export const days = z.int().positive().max(36_500)
