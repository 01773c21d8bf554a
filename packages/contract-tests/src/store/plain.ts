import type { RelationDelta } from '@scimkit/core'

/** What a delta means, on a plain list of values. */
export function applyToList(list: readonly string[], delta: RelationDelta): readonly string[] {
  switch (delta.kind) {
    case 'remove':
      return list.filter((value) => !delta.values.includes(value))
    case 'add':
      return [...new Set([...list, ...delta.elements.map((element) => element.value)])]
    case 'replaceAll': {
      const values = delta.elements.map((element) => element.value)
      return [...new Set([...list.filter((value) => values.includes(value)), ...values])]
    }
    case 'removeWhere':
      throw new Error('A filter means nothing on a plain list.')
  }
}
