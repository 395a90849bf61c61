import type { Fault } from './fault.ts'

export const keyEcho: Fault = {
  name: 'key-echo',
  number: 60,
  summary: "The vendor's error repeats the caller's key.",
  apply: (_healthy, { error, apiKey }) => error('wrong-key', { message: `Incorrect API key provided: ${apiKey}.` }),
}
