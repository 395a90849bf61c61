import type { WithdrawalMode } from '@understudy/outage'

/** The event after which nothing is simulated for the reader's programs: they bring a stage of their own. */
export const OFF = 'off'

/** The event after which models differ as real ones do, from each other and from run to run, on all labelled code. */
export const DIFFER = 'differ'

/** Something that happens to a simulated model between two commands of a page. */
export interface WorldEvent {
  readonly what: 'withdraw' | 'reinstate'
  readonly model: string
  /** Requests that are answered before it happens, in each process. */
  readonly after?: number
  /** How the vendor says it. */
  readonly mode?: WithdrawalMode
}

const EVENT = /^(withdraw|reinstate) (\S+)(?: as (\S+))?(?: after (\d+))?$/

/** Reads `withdraw claude-opus-5-5 as unknown-model after 2; reinstate …`. @throws when an event cannot be read */
export function readWorld(text = ''): readonly WorldEvent[] {
  return text
    .split(';')
    .map((event) => event.trim())
    .filter((event) => event !== '' && event !== OFF && event !== DIFFER)
    .map((event) => {
      const [, what, model, mode, after] = EVENT.exec(event) ?? []
      if (what === undefined || model === undefined) throw new Error(`Not an event of the world: ${event}`)
      return {
        what: what as WorldEvent['what'],
        model,
        ...(after !== undefined && { after: Number(after) }),
        ...(mode !== undefined && { mode: mode as WithdrawalMode }),
      }
    })
}
