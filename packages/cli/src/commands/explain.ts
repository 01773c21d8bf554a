import { type Idp, idps, lookUp } from '@scimkit/core'
import { type Command, Option } from 'commander'
import type { Session } from '../session.ts'
import { formatExplanation } from './explain/format-explanation.ts'

interface ExplainFlags {
  readonly idp?: Idp
  readonly json?: true
}

const examples = `
The text may be a code (UNIQUENESS_VIOLATED), an id (SCIM5002, also inside a longer text), a SCIM error as JSON, with or
without the wrapper of an identity provider's log, or the words of a product. With "-" it is read from standard input.

Examples:
  $ scimkit explain SCIM5002 --idp okta
  $ scimkit explain 'Unknown path: title.'
  $ pbpaste | scimkit explain - --idp entra

Exit code: 0 explained, 1 not known here, 2 the command was not understood.`

/** Adds `scimkit explain`. */
export function addExplain(program: Command, session: Session): void {
  const command = program
    .command('explain')
    .description('Explain a provisioning error: why it happens, who has to do what, and when to retry.')
    .argument('<text...>', 'a code, an id, an error message or its JSON; - reads standard input')
    .addOption(new Option('--idp <name>', 'only the settings of this identity provider').choices(Object.keys(idps)))
    .option('--json', 'write the explanation as a JSON document')
    .addHelpText('after', examples)
  command.action(async (words: readonly string[], flags: ExplainFlags) => {
    const text = words.join(' ')
    const pasted = text === '-' ? await session.input?.() : text
    session.exitCode = explain(pasted ?? '', flags, session)
  })
}

function explain(text: string, { idp, json }: ExplainFlags, session: Session): number {
  const found = lookUp(text)
  if (found === undefined) {
    session.error('Nothing here explains this text. Paste the whole error, or its code or id.\n')
    return 1
  }
  session.out(json ? `${JSON.stringify(found, undefined, 2)}\n` : formatExplanation(found, idp))
  return 0
}
