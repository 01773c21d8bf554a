import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, run } from '../run.ts'

/** A package as it would be published. */
export interface Packed {
  readonly name: string
  readonly tarball: string
  /** What a user may import: `@scimkit/core`, `@scimkit/contract-tests/store`. */
  readonly specifiers: readonly string[]
  /** The commands it installs. */
  readonly commands: readonly string[]
  readonly peers: Readonly<Record<string, string>>
}

interface Manifest {
  readonly name: string
  readonly version: string
  readonly private?: boolean
  readonly exports?: Readonly<Record<string, unknown>>
  readonly bin?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
}

/** Packs every package that is not private into the folder. */
export async function packAll(folder: string): Promise<readonly Packed[]> {
  const manifests = globSync('packages/*/package.json', { cwd: root })
    // package.json files of this repository; pnpm refuses to run when one is malformed.
    .map((path) => JSON.parse(readFileSync(join(root, path), 'utf8')) as Manifest)
    .filter((manifest) => manifest.private !== true)
  const filters = manifests.map(({ name }) => `--filter=${name}`)
  const { ok, output } = await run(['pnpm', '--recursive', ...filters, 'pack', '--pack-destination', folder])
  if (!ok) throw new Error(output)
  return manifests.map((manifest) => ({
    name: manifest.name,
    tarball: join(folder, `${manifest.name.replace('@', '').replace('/', '-')}-${manifest.version}.tgz`),
    specifiers: modulesOf(manifest).map((path) => path.replace(/^\./, manifest.name)),
    commands: Object.keys(manifest.bin ?? {}),
    peers: manifest.peerDependencies ?? {},
  }))
}

/**
 * The manifest itself is no module, and each package has to hand it to the tools that ask for its licence or version.
 */
function modulesOf({ name, exports: entries }: Manifest): readonly string[] {
  if (entries === undefined) return []
  const manifest = './package.json'
  if (entries[manifest] !== manifest) throw new Error(`${name} does not export ${manifest}`)
  return Object.keys(entries).filter((path) => path !== manifest)
}
