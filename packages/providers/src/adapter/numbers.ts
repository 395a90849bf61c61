/** A token count as a vendor states it; what is absent or no count is 0. */
export const tokens = (value: unknown): number => (typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : 0)
