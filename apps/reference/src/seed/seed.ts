import * as z from 'zod'

const account = z.strictObject({
  tenant: z.string().min(1),
  userName: z.string().min(1),
  email: z.string().min(1).optional(),
  /** Further attributes of the User schema. */
  attributes: z.record(z.string(), z.json()).optional(),
  origin: z.enum(['local', 'invite', 'jit']).optional(),
  /** The sign-in identity that is connected to it. */
  signIn: z.string().min(1).optional(),
  /** Has things outside the tenant, so that it stays the person's (P-33). */
  tied: z.literal(true).optional(),
  protected: z.literal(true).optional(),
  active: z.boolean().optional(),
})

const group = z.strictObject({
  tenant: z.string().min(1),
  displayName: z.string().min(1),
  /** User names of accounts of the same tenant in this file. */
  members: z.array(z.string().min(1)).optional(),
})

/** What `--seed` names: accounts and groups that exist before SCIM is switched on. */
export const seedSchema = z.strictObject({ accounts: z.array(account).default([]), groups: z.array(group).default([]) })

/** Accounts and groups that exist before SCIM is switched on. */
export type Seed = z.output<typeof seedSchema>

/** An account of a seed. */
export type SeedAccount = Seed['accounts'][number]

/** A group of a seed. */
export type SeedGroup = Seed['groups'][number]
