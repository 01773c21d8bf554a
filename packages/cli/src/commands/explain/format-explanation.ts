import { defaultHelp, type Explained, type Idp, idps, type Remedy, retryRules } from '@scimkit/core'
import { wrap } from './wrap.ts'

/** What an administrator reads: why, who does what and where, when to retry, and where it is written. */
export function formatExplanation({ explanation, vendor, values = {} }: Explained, idp: Idp | undefined): string {
  const { id, code, title, cause, remedies, retry, spec, seeds, status, scimType } = explanation
  const facts = [
    code,
    ...(status === undefined ? [] : [`HTTP ${status}`]),
    ...(scimType === undefined ? [] : [scimType]),
  ]
  const named = Object.entries(values).map(([name, value]) => `  ${name}: ${value}`)
  const lines = [
    `${id}: ${title}`,
    `  ${facts.join(', ')}`,
    ...(vendor === undefined ? [] : [`  in the words of ${vendor}`]),
    ...named,
    ...section('Why it happens', wrap(cause, '  ')),
    ...section(
      'Who does what',
      remedies.flatMap((remedy, index) => step(remedy, { number: index + 1, idp })),
    ),
    ...section('When to retry', wrap(retryRules[retry], '  ')),
    ...section('Where it comes from', wrap([...spec, ...seeds].join(', '), '  ')),
    `  ${defaultHelp}/${id}`,
  ]
  return `${lines.join('\n')}\n`
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return ['', title, ...lines]
}

function step(
  { actor, action, settings = {} }: Remedy,
  { number, idp }: { readonly number: number; readonly idp: Idp | undefined },
): readonly string[] {
  const places = Object.entries(idps).flatMap(([key, name]) => {
    const place = Object.entries(settings).find(([of]) => of === key)?.[1]
    return place === undefined || (idp !== undefined && idp !== key) ? [] : wrap(`${name}: ${place}`, '       ')
  })
  return [`  ${number}. ${actor.slice(0, 1).toUpperCase()}${actor.slice(1)}`, ...wrap(action, '     '), ...places]
}
