/** The vendors that a stage can play. */
export const STAGE_VENDORS = ['openai', 'anthropic', 'google'] as const

export type StageVendor = (typeof STAGE_VENDORS)[number]
