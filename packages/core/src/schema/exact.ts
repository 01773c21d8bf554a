/**
 * Asks nothing of what has the members of the shape alone, at every depth, and of each other member that it is not
 * there. TypeScript does not do so where a type parameter stands, and a misspelt `returned: 'never'` would show a
 * secret.
 */
export type Exact<Given, Shape> = [StrangeIn<Given, Shape>] extends [never] ? unknown : WithoutStrange<Given, Shape>

/** The names that the shape does not have. What is `unknown` has all; what is as wide as the shape may be recursive. */
type StrangeIn<Given, Shape> = unknown extends Shape
  ? never
  : Shape extends Given
    ? never
    : Given extends readonly (infer Element)[]
      ? StrangeIn<Element, ElementOf<Shape>>
      : Given extends object
        ? Exclude<keyof Given, keyof Shape> | StrangeBelow<Given, Shape>
        : never

type StrangeBelow<Given, Shape> = {
  [Name in keyof Given & keyof Shape]-?: StrangeIn<Given[Name], Exclude<Shape[Name], undefined>>
}[keyof Given & keyof Shape]

/** As deep as what is given, so that the compiler points at the member and not at the whole. */
type WithoutStrange<Given, Shape> = unknown extends Shape
  ? Given
  : Given extends readonly unknown[]
    ? { readonly [Index in keyof Given]: WithoutStrange<Given[Index], ElementOf<Shape>> }
    : Given extends object
      ? {
          readonly [Name in keyof Given]: Name extends keyof Shape
            ? WithoutStrange<Given[Name], Exclude<Shape[Name], undefined>>
            : NoSuchMember<Name>
        }
      : Given

type ElementOf<List> = List extends readonly (infer Element)[] ? Element : never

/** Nothing is it. No literal, which would make all of what is given `never`, and each of its members an error. */
interface NoSuchMember<Name> {
  readonly 'there is no such member': Name
}
