import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Deployment } from 'kubernetes-models/apps/v1'
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1'
import { ConfigMap, Secret, Service } from 'kubernetes-models/v1'
import { parse } from 'yaml'

/** Where what is deployed is described. */
export const folder = fileURLToPath(new URL('../../deploy/', import.meta.url))

const models = { ConfigMap, Deployment, PodDisruptionBudget, Secret, Service }

/** A field of a document, as JSON: its path, and the value. */
export interface Field {
  readonly path: readonly string[]
  readonly value: unknown
}

/** Reads a file below the folder. */
export function readText(name: string): string {
  return readFileSync(`${folder}${name}`, 'utf8')
}

/** Reads a document of YAML. */
export function readYaml(name: string): unknown {
  return parse(readText(name))
}

/** The names of the manifests that Kubernetes itself takes. */
export const manifestNames = readdirSync(`${folder}kubernetes`)
  .filter((name) => name !== 'kustomization.yaml')
  .map((name) => `kubernetes/${name}`)

/** What the schema of its kind has to say about a document; undefined when nothing. */
export function problemOf(document: unknown): string | undefined {
  const { kind } = document as { readonly kind: keyof typeof models }
  try {
    // Sound: whether the document is one is what is asked.
    new models[kind](document as never).validate()
    return undefined
  } catch (error) {
    return String(error)
  }
}

/** Every field of a document, those within others too. */
export function fieldsOf(value: unknown, path: readonly string[] = []): readonly Field[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) => [
    { path: [...path, name], value: inner },
    ...fieldsOf(inner, [...path, name]),
  ])
}

/** The document with another value in the place of a field. */
export function withField(document: unknown, [name = '', ...rest]: readonly string[], value: unknown): unknown {
  const copy: Record<string, unknown> | unknown[] = structuredClone(document as Record<string, unknown>)
  const inner = (copy as Record<string, unknown>)[name]
  Object.assign(copy, { [name]: rest.length === 0 ? value : withField(inner, rest, value) })
  return copy
}
