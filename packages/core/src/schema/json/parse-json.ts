import { Scan } from './scan.ts'

/**
 * `JSON.parse`, but nothing is lost that SCIM has a rule about: an object with a name twice is refused and not
 * overwritten (A40), and a whole number that is written as `1.0` or `1e3` comes as a bigint, so that the schema can
 * refuse it as an integer and take it as a decimal (RFC 7643 §2.3.4). No other value comes as a bigint.
 *
 * @throws SyntaxError when the text is no JSON
 * @throws ScimError `ATTRIBUTE_DUPLICATE`, `KEY_FORBIDDEN`, `BODY_NOT_JSON`
 */
export function parseJson(text: string): unknown {
  const { hidesNumber } = new Scan(text).run()
  const value: unknown = JSON.parse(text)
  // Rare, so it costs a second scan, and everybody else nothing. Names are unique by now, so keys lead to one place.
  if (hidesNumber) new Scan(text, value).run()
  return value
}
