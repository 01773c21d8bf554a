import * as z from 'zod'

/** The shapes that have a name in the OpenAPI document. */
export const shapes = z.registry<{ readonly id: string }>()

/** Gives a shape its name. */
export function named<Shape extends z.ZodType>(id: string, shape: Shape): Shape {
  shapes.add(shape, { id })
  return shape
}
