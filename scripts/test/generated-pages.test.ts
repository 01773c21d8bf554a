import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../run.ts'

const generated = globSync(['docs/conformance.md', 'docs/errors/*.md', 'docs/reference/*.md'], {
  cwd: root,
  exclude: ['docs/reference/choices.md'],
}).sort()

test.each(generated)('%s says at its top that it is generated, and by which script', (page) => {
  const [notice = ''] = readFileSync(join(root, page), 'utf8').split('\n')
  expect(notice).toMatch(/^<!-- Generated (from .+ )?by scripts\/generate-[a-z-]+[.]ts; do not edit[.] -->$/)
})
