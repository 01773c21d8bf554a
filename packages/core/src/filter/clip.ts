/** What a client sent, short enough for the detail of an error. */
export function clip(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
