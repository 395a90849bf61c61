import { UnderstudyError } from '@understudy/spec'
import type { Bar } from '../bar/bar.ts'
import type { CircuitHint, HealthStore } from './store.ts'

/** A store that lives as long as the process; the default of a library that must not write files. */
export function memoryStore(): HealthStore {
  const bars = new Map<string, Bar>()
  const served = new Map<string, number>()
  const checkpoints = new Map<string, { readonly json: string; readonly at: number | undefined }>()
  const hints = new Map<string, CircuitHint>()
  let revision = 0
  let closed = false

  const open = (): void => {
    if (closed) throw new UnderstudyError('closed', 'This health store was closed; make a new one.')
  }

  return {
    revision() {
      open()
      return revision
    },
    bars() {
      open()
      return [...bars.values()]
    },
    changeBar(key, by, change) {
      open()
      const place = `${by}|${key}`
      const next = change(bars.get(place) ?? null)
      if (next) bars.set(place, { ...next, key, by })
      else bars.delete(place)
      revision++
      return bars.get(place) ?? null
    },
    lastServed(targetKey) {
      open()
      return served.get(targetKey) ?? null
    },
    servedTargets() {
      open()
      return new Map(served)
    },
    markServed(targetKey, at) {
      open()
      const time = Math.round(at)
      served.set(targetKey, Math.max(time, served.get(targetKey) ?? time))
    },
    checkpoint(key) {
      open()
      return checkpoints.get(key)?.json ?? null
    },
    saveCheckpoint(key, json, at) {
      open()
      checkpoints.set(key, { json, at })
    },
    removeCheckpoint(key) {
      open()
      checkpoints.delete(key)
    },
    checkpointKeys(prefix) {
      open()
      return [...checkpoints.keys()].filter((key) => key.startsWith(prefix)).toSorted()
    },
    pruneCheckpoints(before, most) {
      open()
      const timed = [...checkpoints].flatMap(([key, { at }]) => (at === undefined ? [] : [{ key, at }]))
      const kept = timed
        .filter(({ at }) => at >= before)
        .toSorted((a, b) => b.at - a.at || (a.key < b.key ? -1 : 1))
        .slice(0, most)
      const keys = new Set(kept.map(({ key }) => key))
      for (const { key } of timed) if (!keys.has(key)) checkpoints.delete(key)
      return timed.length - kept.length
    },
    circuitHint(key) {
      open()
      return hints.get(key) ?? null
    },
    saveCircuitHint(key, hint) {
      open()
      hints.set(key, hint)
    },
    close() {
      closed = true
    },
  }
}
