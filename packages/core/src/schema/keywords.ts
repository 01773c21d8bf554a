import type { AttributeType, Mutability, Returned, Uniqueness } from './attribute.ts'
import type { Format } from './formats.ts'

/** The words RFC 7643 §7 has for a characteristic. Their case counts (S7643-7-16). */
export const keywords = {
  type: ['string', 'boolean', 'decimal', 'integer', 'dateTime', 'binary', 'reference', 'complex'],
  mutability: ['readOnly', 'readWrite', 'immutable', 'writeOnly'],
  returned: ['always', 'never', 'default', 'request'],
  uniqueness: ['none', 'server', 'global'],
  whenOmitted: ['clear', 'keep'],
  format: ['username', 'country', 'certificate', 'link'],
} as const
keywords satisfies {
  readonly type: readonly AttributeType[]
  readonly mutability: readonly Mutability[]
  readonly returned: readonly Returned[]
  readonly uniqueness: readonly Uniqueness[]
  readonly whenOmitted: readonly ('clear' | 'keep')[]
  readonly format: readonly Format[]
}
