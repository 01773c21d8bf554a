import type { Route } from './route.ts'
import { accountActionRoutes } from './routes/account-actions.ts'
import { accountRoutes } from './routes/accounts.ts'
import { brakeRoutes } from './routes/brakes.ts'
import { deadLetterRoutes } from './routes/dead-letters.ts'
import { explainRoutes } from './routes/explain.ts'
import { groupRoutes } from './routes/groups.ts'
import { logRoutes } from './routes/log.ts'
import { tenantRoutes } from './routes/tenant.ts'
import { tokenRoutes } from './routes/tokens.ts'

/** Every endpoint of the administration API but its own description. */
export const routes: readonly Route[] = [
  ...accountRoutes,
  ...accountActionRoutes,
  ...groupRoutes,
  ...tenantRoutes,
  ...tokenRoutes,
  ...logRoutes,
  ...brakeRoutes,
  ...deadLetterRoutes,
  ...explainRoutes,
]
