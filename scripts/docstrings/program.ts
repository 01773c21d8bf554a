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
  /** Those in the module with this path, each with its line. */
  errorsIn(path: string): readonly ExampleError[]
  close(): void
}

/** A type error in a module. */
export interface ExampleError {
  /** From 1. */
  readonly line: number
  readonly text: string
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
  const errorsOf = (path: string) => errorsIn(project, path, modules.get(path) ?? '')
  return {
    project,
    typeErrors: () => [...modules.keys()].flatMap((path) => errorsOf(path).map((error) => toMessage(path, error))),
    errorsIn: errorsOf,
    close: () => api.close(),
  }
}

function errorsIn({ program }: Project, path: string, code: string): readonly ExampleError[] {
  const found = [...program.getSyntacticDiagnostics(path), ...program.getSemanticDiagnostics(path)]
  return found.map(({ pos, text }) => ({ line: code.slice(0, pos).split('\n').length, text }))
}

function toMessage(path: string, { line, text }: ExampleError): string {
  return `${relative(root, path).replace(examplesEnding, '.ts')}:${line}: ${text}`
}
