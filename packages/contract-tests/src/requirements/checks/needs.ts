import type { Need } from './check.ts'
import type { Feature } from './server/profile.ts'
import { attributeAt } from './server/published.ts'

/** A feature ServiceProviderConfig announces. */
export function supports(feature: Feature): Need {
  return ({ features }) => (features[feature] ? undefined : `ServiceProviderConfig announces no support of ${feature}.`)
}

/** Attributes of a resource type, by their dotted paths. */
export function publishes(typeName: string, ...paths: readonly string[]): Need {
  return ({ types }) => {
    const type = types.find(({ name }) => name === typeName)
    if (type === undefined) return `There is no resource type ${typeName}.`
    const missing = paths.find((path) => attributeAt(type, path) === undefined)
    return missing && `The schema of ${typeName} has no ${missing}.`
  }
}

/** Every one of several needs. */
export function all(...needs: readonly Need[]): Need {
  return (server) => needs.map((need) => need(server)).find((reason) => reason !== undefined)
}
