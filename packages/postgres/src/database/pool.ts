/** What the store needs of a client of `pg`. */
export interface PoolClient {
  /** Under which number the server has greeted it. */
  readonly processID?: number | null | undefined
  query(statement: { readonly text: string; readonly values: unknown[]; readonly name?: string }): Promise<PoolResult>
  query(text: string): Promise<PoolResult | PoolResult[]>
  release(broken?: boolean): void
  on?(event: 'error', listener: (error: Error) => void): unknown
  off?(event: 'error', listener: (error: Error) => void): unknown
}

/** What the store needs of `pg.Pool`. */
export interface Pool {
  /** Told where the pool is of `pg`: how many connections it may have. */
  readonly options?: { readonly max?: number | undefined }
  query(statement: { readonly text: string; readonly values: unknown[]; readonly name?: string }): Promise<PoolResult>
  query(text: string): Promise<PoolResult | PoolResult[]>
  connect(): Promise<PoolClient>
  end(): Promise<void>
  on?(event: 'error', listener: (error: Error) => void): unknown
  on?(event: 'acquire', listener: (client: PoolClient) => void): unknown
}

/** What `pg` gives back of a statement. */
export interface PoolResult {
  // biome-ignore lint/suspicious/noExplicitAny: the driver's rows have the columns of the statement.
  readonly rows: any[]
  readonly rowCount: number | null
}
