import { relative } from 'node:path'
import { catalogue } from '../../packages/core/src/errors/catalogue.ts'
import { root } from '../run.ts'
import { blocksOf } from './blocks.ts'
import type { Docstring } from './docstrings.ts'
import type { DocumentedFile } from './documented-files.ts'

/** What is wrong with the docstrings of a file, as far as their text shows it. */
export function complaintsIn({ path, docstrings }: DocumentedFile): readonly string[] {
  return docstrings.flatMap((docstring) => {
    const place = `${relative(root, path)}:${docstring.line + 1}: ${docstring.name}`
    return [...unknownCodes(docstring), ...unknownLanguages(docstring)].map((complaint) => `${place} ${complaint}`)
  })
}

/** The codes after `@throws`, up to the next tag. */
const thrownCodes = /(?<=@throws [^@]*)`([A-Z]+(?:_[A-Z0-9]+)*)`/g

function unknownCodes({ lines }: Docstring): readonly string[] {
  return [...lines.join('\n').matchAll(thrownCodes)]
    .map(([, code = '']) => code)
    .filter((code) => !Object.hasOwn(catalogue, code))
    .map((code) => `throws ${code}, which the catalogue does not have`)
}

/** Languages that are not run. Code in any other has to be `ts`, which is. */
const languages = new Set(['ts', 'json', 'text', ''])

function unknownLanguages(docstring: Docstring): readonly string[] {
  return blocksOf(docstring)
    .filter(({ language }) => !languages.has(language))
    .map(({ language }) => `has a block in ${language}: examples are \`\`\`ts`)
}
