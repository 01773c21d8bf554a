import { InvalidArgumentError } from 'commander'

/** Takes an argument for the base URL of a server. */
export function readBaseUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return text
  throw new InvalidArgumentError('Expected a URL that starts with http:// or https://.')
}
