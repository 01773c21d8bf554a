import { parse } from './parse.ts'

/** The code that asserts what a comment says of an expression: `2`, `{ id: 'SCIM5001', … }`, `throws FILTER_SYNTAX`. */
export function expectationOf(expression: string, comment: string): string {
  const thrown = /^throws (.*)$/s.exec(comment)?.[1]
  if (thrown === undefined) return `expect(${expression}).${matcherFor(comment)}`
  const isCode = /^[A-Z_]+$/.test(thrown)
  const error = isCode ? `{ code: '${thrown}' satisfies $ErrorCode }` : `{ message: ${withEllipses(thrown)} }`
  return `await expect(async () => ${expression}).rejects.toMatchObject(${error})`
}

/** `…` after a comma, or alone in braces, stands for further members of an object. */
const furtherMembers = /,\s*…(?=\s*\})|(?<=\{\s*)…(?=\s*\})/g

function matcherFor(comment: string): string {
  const members = comment.replaceAll(furtherMembers, '')
  return `${members === comment ? 'toEqual' : 'toMatchObject'}(${withEllipses(members)})`
}

const stringOrEllipsis = /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|…/g

/** A value as code. `…` in a string stands for any text, and elsewhere for any value. */
function withEllipses(value: string): string {
  const code = value.replaceAll(stringOrEllipsis, (token) => {
    if (token === '…') return 'expect.anything()'
    return token.includes('…') ? `expect.stringMatching(${patternOf(token.slice(1, -1))})` : token
  })
  try {
    parse(`(${code})`)
  } catch {
    throw new Error(`The comment is no value: ${value}`)
  }
  return code
}

function patternOf(text: string): string {
  const parts = text.split('…').map((part) => part.replaceAll(/[/.*+?^${}()|[\]\\]/g, '\\$&'))
  return `/^${parts.join('.*')}$/s`
}
