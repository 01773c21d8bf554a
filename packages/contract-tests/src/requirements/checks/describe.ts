import type { WireAnswer, WireRequest } from '../../wire/connection.ts'
import type { Finding } from './outcome.ts'

const shown = 600
const telling = /^(?:content-type|location|content-location|etag|allow|www-authenticate)$/

/** Takes secrets out of a text. */
export type Redact = (text: string) => string

/** Hides every secret a text may repeat: servers echo what they were sent. */
export function redactor(secrets: readonly string[]): Redact {
  // A short value would blot out half the report, and is no secret.
  const hidden = secrets.filter((secret) => secret.length >= 6)
  return (text) => hidden.reduce((left, secret) => left.replaceAll(secret, '***'), text)
}

/** A request as it is reported. The credentials were never in it. */
export function describeRequest({ method, path, headers, body }: WireRequest): string {
  const usual = (name: string, value: string) =>
    ['accept', 'content-type'].includes(name) && value.endsWith('/scim+json')
  const lines = Object.entries(headers).filter(([name, value]) => !usual(name, value) && name !== 'authorization')
  return [`${method} ${readable(path)}`, ...lines.map(([name, value]) => `${name}: ${value}`), clip(String(body ?? ''))]
    .filter((line) => line !== '')
    .join('\n')
}

/** An answer as it is reported. */
export function describeAnswer({ status, headers, text }: WireAnswer): string {
  const lines = Object.entries(headers).filter(([name]) => telling.test(name))
  const body = text === '' ? '(no body)' : clip(text)
  return [String(status), ...lines.map(([name, value]) => `${name}: ${value}`), body].join('\n')
}

/** A finding without secrets. */
export function redactFinding({ request, expected, got }: Finding, redact: Redact): Finding {
  return { request: redact(request), expected: redact(expected), got: redact(got) }
}

function readable(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

function clip(text: string): string {
  return text.length > shown ? `${text.slice(0, shown)}…` : text
}
