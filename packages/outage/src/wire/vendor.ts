/** The vendors that a stage can play. */
export const STAGE_VENDORS = ['openai', 'anthropic', 'google'] as const

/** A vendor that a stage plays: one of `STAGE_VENDORS`. */
export type StageVendor = (typeof STAGE_VENDORS)[number]
