import type { SchemaDefinition } from '../attribute.ts'
import { resourceTypeSchema } from './resource-type.ts'
import { schemaSchema } from './schema.ts'
import { serviceProviderConfigSchema } from './service-provider-config.ts'

/** The schemas of what a service provider says about itself (RFC 7643 §5 to §7); they come with every registry. */
export const discoverySchemas: readonly SchemaDefinition[] = [
  serviceProviderConfigSchema,
  resourceTypeSchema,
  schemaSchema,
]
