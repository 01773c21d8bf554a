import type { Confirmations } from '@scimkit/core'

/**
 * Confirmations in the memory of this process: when it ends, every brake holds again.
 *
 * @example
 * ```ts
 * const confirmations = createMemoryConfirmations()
 * await confirmations.allow('acme', 'deactivations', '2026-11-01T12:00:00Z')
 * ```
 */
export function createMemoryConfirmations(): Confirmations {
  const untils = new Map<string, string>()
  // As JSON, so that no name runs into the other.
  const entryOf = (tenant: string, brake: string): string => JSON.stringify([tenant, brake])
  return {
    allow: async (tenant, brake, until) => {
      untils.set(entryOf(tenant, brake), until)
    },
    allowedUntil: async (tenant, brake) => untils.get(entryOf(tenant, brake)),
  }
}
