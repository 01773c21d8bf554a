import type { SeedId } from './rows.ts'

/**
 * Why a row has no test of its own: it is about something no toolkit has. A tested row must not stand here.
 *
 * @example
 * ```ts
 * seedReasons['B-10'] // 'Which plan a customer is on …'
 * ```
 */
export const seedReasons: Readonly<Partial<Record<SeedId, string>>> = {
  'B-10': 'Which plan a customer is on is the product’s to know: it mounts the handler, or it does not.',
  'B-26':
    'Roles in the product are the product’s own; ScimKit tells which groups are in effect, and the product maps them.',
  'I-20':
    'That SSO is set up with the same identity provider is configuration outside SCIM; nothing of it is visible on the wire.',
}
