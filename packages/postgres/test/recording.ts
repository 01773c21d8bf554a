import type { Database, Session } from '@scimkit/postgres'

/** A database that notes the text of every statement. */
export function recording(database: Database): { readonly database: Database; readonly statements: string[] } {
  const statements: string[] = []
  const noting = (session: Session): Session => ({
    run: (statement) => {
      statements.push(statement.text)
      return session.run(statement)
    },
    script: (text) => session.script(text),
  })
  return {
    statements,
    database: {
      ...noting(database),
      limits: database.limits,
      withSession: (work) => database.withSession((session) => work(noting(session))),
      async *stream(statement, patience) {
        statements.push(statement.text)
        yield* database.stream(statement, patience)
      },
      close: () => database.close(),
    },
  }
}
