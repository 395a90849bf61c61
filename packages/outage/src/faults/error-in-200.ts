import type { Fault } from './fault.ts'

export const errorIn200: Fault = {
  name: 'error-in-200',
  number: 22,
  summary: "The vendor's error in an answer of status 200.",
  apply: (_healthy, { error }) => ({ ...error('server-error'), status: 200 }),
}
