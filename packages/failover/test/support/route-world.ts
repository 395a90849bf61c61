import { createRoute, type RouteEvent, type RouteOptions } from '@understudy/failover'
import { virtualRuntime } from '@understudy/spec/virtual'
import { CALL } from './vendor.ts'

/** A route in a virtual world, with all that it told. */
export function world(options: Omit<RouteOptions, 'runtime'>) {
  const runtime = virtualRuntime()
  const events: RouteEvent[] = []
  const route = createRoute({ runtime, ...options })
  route.subscribe((event) => events.push(event))
  const run = (subject: Record<string, string> = {}, call = CALL) => runtime.until(route.run(call, { subject }))
  const told = (type: RouteEvent['type']) => events.filter((event) => event.type === type)
  return { runtime, events, route, run, told }
}
