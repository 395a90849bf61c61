/** Something that happens to a simulated model between two commands of a page. */
export interface WorldEvent {
  readonly what: 'withdraw' | 'reinstate'
  readonly model: string
  /** Requests that are answered before it happens, in each process. */
  readonly after?: number
}

const EVENT = /^(withdraw|reinstate) (\S+)(?: after (\d+))?$/

/** Reads `withdraw claude-opus-5-5 after 2; reinstate …`. @throws when an event cannot be read */
export function readWorld(text = ''): readonly WorldEvent[] {
  return text
    .split(';')
    .map((event) => event.trim())
    .filter((event) => event !== '')
    .map((event) => {
      const [, what, model, after] = EVENT.exec(event) ?? []
      if (what === undefined || model === undefined) throw new Error(`Not an event of the world: ${event}`)
      return { what: what as WorldEvent['what'], model, ...(after !== undefined && { after: Number(after) }) }
    })
}
