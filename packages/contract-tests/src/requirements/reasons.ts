import type { RequirementId } from './requirements.ts'

/** Why a row has no test: it asks for what a toolkit cannot do or does not offer. A tested row must not stand here. */
export const reasons: Readonly<Partial<Record<RequirementId, string>>> = {}
