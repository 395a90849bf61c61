import { members } from '../classify/index.ts'

/** A token count as a vendor states it; what is absent or no count is 0. */
export const tokens = (value: unknown): number => (typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : 0)

/** What is at the end of a path through parsed JSON; undefined where it breaks off. */
export function dig(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((at, step) => {
    if (typeof step === 'number') return Array.isArray(at) ? at[step] : undefined
    const found = members(at)
    return found && Object.hasOwn(found, step) ? found[step] : undefined
  }, value)
}
