import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../run.ts'
import type { Page } from './pages.ts'

const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

/** What is typed, and whether there is such a thing. */
const rules = [
  { typed: /(?<![\w@/-])pnpm (?:run )?([a-z][\w:-]*)/g, lack: 'no script of package.json', isThere: isScript },
  {
    typed: /(?<![\w/.:-])((?:apps|packages|scripts|examples|bench)\/[\w./-]+)/g,
    lack: 'no such file',
    isThere: isFile,
  },
] as const

/** The scripts and files that the shell blocks of a page name, and that are not there. */
export function missingIn({ file, shell }: Page): readonly string[] {
  return shell.flatMap(({ line, lines }) =>
    lines.flatMap((text, index) =>
      rules.flatMap(({ typed, lack, isThere }) =>
        [...text.matchAll(typed)]
          .filter(([, name = '']) => !isThere(name))
          .map(([, name]) => `${file}:${line + index + 2}: ${name}: ${lack}`),
      ),
    ),
  )
}

function isScript(name: string): boolean {
  return Object.hasOwn(scripts, name) || existsSync(join(root, 'node_modules/.bin', name))
}

/** What a build makes is there when its source is. */
function isFile(path: string): boolean {
  return existsSync(join(root, path.replace(/\/dist\/(.*)\.js$/, '/src/$1.ts')))
}
