// Every public symbol has a docstring, every public value an example, and every example has the right types. That each
// example does what it says is shown by scripts/test/docstring-examples.test.ts.
import { complaintsIn } from './docstrings/complaints.ts'
import { documentedFiles } from './docstrings/documented-files.ts'
import { examplesModules, openProgram } from './docstrings/program.ts'
import { lacksOf, publicSymbols } from './docstrings/public-symbols.ts'

const program = openProgram(examplesModules())
const { checker } = program.project
const symbols = publicSymbols(program.project)
const complaints = [
  ...symbols.flatMap((symbol) => lacksOf(symbol, checker)),
  ...documentedFiles().flatMap(complaintsIn),
  ...program.typeErrors(),
]
program.close()
for (const complaint of complaints) console.error(complaint)
console.log(`${symbols.length} public symbols, ${complaints.length} complaints`)
process.exitCode = complaints.length === 0 ? 0 : 1
