// What the documentation shows holds: its TypeScript has the right types, its complete programs run, and what is typed
// into a shell names scripts and files that are there.
import { openProgram } from './docstrings/program.ts'
import { run } from './run.ts'
import { blockModule, pageModule, type SnippetModule } from './snippets/modules.ts'
import { type Page, pages } from './snippets/pages.ts'
import { missingIn } from './snippets/shell.ts'

/** What does not end by itself, or is for a runner of tests. */
const staysUp = /\.listen\(|\bserve\(|new pg\.Pool\(|\bdescribe[A-Z]/

/** Milliseconds a program may take, in case it stays up in a way that is not known here. */
const timeout = 30_000

/** Where the readers would have put their token. */
const environment = "process.env.SCIM_TOKEN = 's3cret'; "

async function failuresOf({ file }: Page, { code, folder }: SnippetModule): Promise<readonly string[]> {
  const how = [
    '--conditions=@scimkit/source',
    '--disable-warning=ExperimentalWarning',
    '--input-type=module-typescript',
  ]
  const { ok, output } = await run(['node', ...how, '--eval', environment + code], { cwd: folder, timeout })
  return ok ? [] : [`${file}: ${output.trimEnd() || `a program did not end in ${timeout} ms`}`]
}

const checked = pages().map((page) => ({
  page,
  whole: pageModule(page),
  alone: page.code.filter(({ lines }) => /^import /m.test(lines.join('\n'))).map((block) => blockModule(page, block)),
}))
const modules = checked.flatMap(({ whole, alone }) => [whole, ...alone])
const program = openProgram(new Map(modules.map(({ path, code }) => [path, code])))
const complaints: string[] = []
let [blocks, programs] = [0, 0]
for (const { page, whole, alone } of checked) {
  blocks += page.code.length + page.shell.length
  complaints.push(...missingIn(page))
  for (const { line, text } of program.errorsIn(whole.path)) complaints.push(`${page.file}:${line}: ${text}`)
  for (const module of alone) {
    // One that lacks something goes on with the block before it.
    if (staysUp.test(module.code) || program.errorsIn(module.path).length > 0) continue
    programs += 1
    complaints.push(...(await failuresOf(page, module)))
  }
}
program.close()
for (const complaint of complaints) console.error(complaint)
console.log(`${blocks} blocks, of which ${programs} are run; ${complaints.length} complaints`)
process.exitCode = complaints.length === 0 ? 0 : 1
