import type { JsonObject, JsonValue } from '../schema/json.ts'
import type { Streams } from '../schema/represent.ts'

/**
 * The text of a document in pieces, what is streamed in its place. The first piece holds all that comes before the
 * first stream, and its first batch: whoever has it knows that the reading has begun well.
 */
export async function* streamJson(document: JsonObject, streams: Streams): AsyncGenerator<string> {
  // Nobody can have written it into a value: it is made for this document.
  const mark = crypto.randomUUID()
  const inOrder: AsyncIterable<readonly JsonValue[]>[] = []
  const text = JSON.stringify(document, (_, value: JsonValue) => {
    const stream = streams.get(value)
    if (stream === undefined) return value
    inOrder.push(stream)
    return mark
  })
  const [head = '', ...tails] = text.split(`"${mark}"`)
  let before = head
  for (const [index, stream] of inOrder.entries()) {
    before += '['
    let separator = ''
    for await (const elements of stream) {
      yield `${before}${separator}${JSON.stringify(elements).slice(1, -1)}`
      before = ''
      separator = ','
    }
    before += `]${tails[index] ?? ''}`
  }
  yield before
}
