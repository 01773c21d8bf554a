import { DCLinter } from 'dclint'
import { validate } from 'dockerfile-utils'
import { describe, expect, test } from 'vitest'
import { flags } from '../../src/options/flags.ts'
import { readOptions } from '../../src/options/options.ts'
import { fieldsOf, folder, manifestNames, problemOf, readText, readYaml, withField } from './manifests.ts'

interface LintResult {
  readonly messages: readonly { readonly rule: string; readonly message: string }[]
}

const variables = Object.keys(flags).map((flag) => `SCIMKIT_${flag.replaceAll('-', '_').toUpperCase()}`)

test.each([...manifestNames, 'compose.yaml', 'Dockerfile'])(
  '%s sets no variable that the server does not know',
  (name) => {
    const set = readText(name).match(/\bSCIMKIT_[A-Z_]+/g) ?? []
    expect(set.filter((variable) => !variables.includes(variable))).toEqual([])
  },
)

describe('the Dockerfile', () => {
  const text = readText('Dockerfile')
  const [, final = ''] = text.split(/^FROM (?!.* AS )/m)

  test('has nothing a linter objects to', () => {
    expect(validate(text)).toEqual([])
  })

  test('runs as a user with a number, who is not root', () => {
    expect(final).toMatch(/^USER [1-9]\d*:[1-9]\d*$/m)
  })

  test('takes over what was deployed for production, and nothing else', () => {
    const copied = final.match(/^(?:COPY|ADD) .*/gm)
    expect(copied).toEqual(['COPY --from=build /out/server server', 'COPY --from=build /out/cli cli'])
    for (const [deploy] of text.matchAll(/pnpm --filter \w+ deploy[^&\n]*/g)) expect(deploy).toContain('--prod')
  })

  test('asks for the health of the process, not for that of the database', () => {
    expect(final).toMatch(/^HEALTHCHECK [\s\S]*\/healthz/m)
    expect(final).not.toContain('/readyz')
  })
})

test('compose.yaml has nothing a linter objects to, matters of order left aside', () => {
  const [off, error] = [0, 2] as const
  const rules = {
    'no-build-and-image': error,
    'no-unbound-port-interfaces': error,
    'service-image-require-explicit-tag': error,
    'require-quotes-in-ports': [error, { quoteType: 'double' }] as const,
    'service-keys-order': off,
    'services-alphabetical-order': off,
    'top-level-properties-order': off,
  }
  const linter = new DCLinter({ rules, quiet: false, debug: false, exclude: [] })
  // Sound: its declarations say so, in a form that the compiler does not follow.
  const results = linter.lintFiles([`${folder}compose.yaml`], false) as readonly LintResult[]
  const messages = results.flatMap((result) => result.messages)
  expect(messages.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([])
})

describe.each(manifestNames)('%s', (name) => {
  const document = readYaml(name)

  test('is what the schema of its kind asks for', () => {
    expect(problemOf(document)).toBeUndefined()
  })

  test('has no field that the schema does not know', () => {
    // One it does not know may hold anything. No field of Kubernetes holds a list of lists.
    const unknown = fieldsOf(document).filter(({ path }) => problemOf(withField(document, path, [[]])) === undefined)
    expect(unknown.map(({ path }) => path.join('.'))).toEqual([])
  })
})

describe('the manifests agree', () => {
  const deployment = readYaml('kubernetes/deployment.yaml')
  const valuesAt = (document: unknown, end: RegExp) =>
    fieldsOf(document)
      .filter(({ path }) => end.test(path.join('.')))
      .map(({ value }) => value)

  test('the service and the budget select the pods of the deployment', () => {
    const [labels] = valuesAt(deployment, /^spec\.template\.metadata\.labels$/)
    expect(valuesAt(deployment, /^spec\.selector\.matchLabels$/)).toEqual([labels])
    expect(valuesAt(readYaml('kubernetes/service.yaml'), /^spec\.selector$/)).toEqual([labels])
    expect(valuesAt(readYaml('kubernetes/pod-disruption-budget.yaml'), /matchLabels$/)).toEqual([labels])
  })

  test('readiness follows the database, liveness and start the process', () => {
    const paths = (probe: string) => valuesAt(deployment, new RegExp(`${probe}\\.httpGet\\.path$`))
    expect([paths('readinessProbe'), paths('livenessProbe'), paths('startupProbe')]).toEqual([
      ['/readyz'],
      ['/healthz'],
      ['/healthz'],
    ])
  })

  test('no address of a Service becomes an option of the server', () => {
    expect(valuesAt(deployment, /^spec\.template\.spec\.enableServiceLinks$/)).toEqual([false])
  })

  test('no container may be root, gain anything or write to its image', () => {
    const containers = valuesAt(deployment, /^spec\.template\.spec\.(?:initC|c)ontainers\.\d+$/)
    const locked = { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } }
    expect(containers).toHaveLength(2)
    for (const container of containers)
      expect(container).toMatchObject({
        securityContext: locked,
        resources: { limits: { memory: expect.any(String) } },
      })
    expect(valuesAt(deployment, /spec\.securityContext\.runAsNonRoot$/)).toEqual([true])
  })

  test('the variables of the map and of the secret are options the server starts with', () => {
    const settings = [
      ...valuesAt(readYaml('kubernetes/config-map.yaml'), /^data$/),
      ...valuesAt(readYaml('kubernetes/secret.example.yaml'), /^stringData$/),
    ]
    expect(readOptions([], Object.assign({}, ...settings))).toMatchObject({ metrics: true, madeToken: false })
  })

  test('what is a secret is not in the map', () => {
    const [data = {}] = valuesAt(readYaml('kubernetes/config-map.yaml'), /^data$/)
    expect(Object.keys(data as object).join()).not.toMatch(/STORE|TOKEN|KEY|SECRET/)
  })
})
