import type { Runtime } from '@understudy/spec'

/** The same world with a faster clock: at speed 3,600 an hour takes a second. For real sockets, where time cannot be virtual. */
export function scaledRuntime(runtime: Runtime, speed: number, startsAt: number): Runtime {
  const began = runtime.now()
  const now = (): number => (runtime.now() - began) * speed
  return {
    ...runtime,
    now,
    wallTime: () => startsAt + now(),
    sleep: (ms, signal) => runtime.sleep(ms / speed, signal),
    after: (ms, callback) => runtime.after(ms / speed, callback),
  }
}
