/** A number as text whose order is that of the numbers. */
export function sequenceOf(seq: number): string {
  return String(seq).padStart(16, '0')
}
