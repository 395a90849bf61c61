import { UnderstudyError } from '@understudy/spec'
import type { Bar } from '../bar/bar.ts'
import type { CircuitHint, HealthStore } from './store.ts'

/** A store that lives as long as the process; the default of a library that must not write files. */
export function memoryStore(): HealthStore {
  const bars = new Map<string, Bar>()
  const served = new Map<string, number>()
  const checkpoints = new Map<string, string>()
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
      return checkpoints.get(key) ?? null
    },
    saveCheckpoint(key, json) {
      open()
      checkpoints.set(key, json)
    },
    removeCheckpoint(key) {
      open()
      checkpoints.delete(key)
    },
    checkpointKeys(prefix) {
      open()
      return [...checkpoints.keys()].filter((key) => key.startsWith(prefix)).toSorted()
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
