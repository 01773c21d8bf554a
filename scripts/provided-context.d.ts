import 'vitest'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the tests' PostgreSQL is: `postgres://…`. */
    postgres: string
  }
}
