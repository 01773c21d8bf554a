import { join, relative } from 'node:path'
import { API, type Project } from 'typescript/unstable/sync'
import { root } from '../run.ts'
import { filesWithExamples } from './documented-files.ts'
import { examplesModule } from './examples-module.ts'
import { entryPoints } from './names.ts'

const configFile = join(root, 'tsconfig.docstrings.json')
const examplesEnding = '.examples.ts'

/** The tests of all examples, by the path that TypeScript is told. */
export function examplesModules(): ReadonlyMap<string, string> {
  return new Map(filesWithExamples().map((path) => [path.replace(/\.ts$/, examplesEnding), examplesModule(path)]))
}

/** One program of everything the packages export and of modules that are in no file. */
export interface DocstringProgram {
  readonly project: Project
  /** Every type error in one of the modules, with the place in the docstring. */
  typeErrors(): readonly string[]
  close(): void
}

/** Opens the program. */
export function openProgram(modules: ReadonlyMap<string, string>): DocstringProgram {
  const config = {
    extends: './tsconfig.base.json',
    compilerOptions: {
      noEmit: true,
      types: ['node'],
      // The imports do not say which names are types, and an example need not use what it declares.
      verbatimModuleSyntax: false,
      noUnusedLocals: false,
      noUnusedParameters: false,
    },
    files: [...entryPoints, ...modules.keys(), join(root, 'scripts/provided-context.d.ts')],
  }
  const virtual = new Map([...modules, [configFile, JSON.stringify(config)]])
  const api = new API({
    cwd: root,
    fs: { readFile: (path) => virtual.get(path), fileExists: (path) => virtual.has(path) || undefined },
  })
  const project = api.updateSnapshot({ openProjects: [configFile] }).getProject(configFile)
  if (project === undefined) throw new Error('TypeScript does not open the examples.')
  return {
    project,
    typeErrors: () => [...modules].flatMap(([path, code]) => errorsIn(project, path, code)),
    close: () => api.close(),
  }
}

function errorsIn({ program }: Project, path: string, code: string): readonly string[] {
  const file = relative(root, path).replace(examplesEnding, '.ts')
  const found = [...program.getSyntacticDiagnostics(path), ...program.getSemanticDiagnostics(path)]
  return found.map(({ pos, text }) => `${file}:${code.slice(0, pos).split('\n').length}: ${text}`)
}
