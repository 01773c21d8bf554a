import type { Tolerance } from './dialect.ts'

/** A string, a word, or a single other character: each is consumed whole, so the scan is linear. */
const piece = /"(?:[^"\\]|\\.)*"?|[^\s"()[\]]+|[\s()[\]]/gs

const comparisonOperator = /^(?:eq|ne|co|sw|ew|gt|ge|lt|le)$/i
const jsonLiteral = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?)$/i

/**
 * Row 23 of the survey of clients: puts quotes around a bare filter value, `externalId eq jdoe`. A word that is a JSON
 * literal stays one; what a number means for a string attribute is settled with the attribute at hand.
 */
export function quoteBareValues(filter: string, tolerance: Tolerance): string {
  const onUse = tolerance.allow('bareFilterValues')
  if (onUse === undefined) return filter
  let before = ''
  let operator = ''
  const pieces = filter.match(piece) ?? []
  const quoted = pieces.map((text) => {
    if (/^\s$/.test(text)) return text
    const isValue = before !== '' && comparisonOperator.test(operator)
    const isBare = isValue && /^[^"()[\]]/.test(text) && !jsonLiteral.test(text)
    before = isValue ? '' : operator
    operator = isValue ? '' : text
    if (!isBare) return text
    onUse()
    return JSON.stringify(text)
  })
  return quoted.join('')
}
