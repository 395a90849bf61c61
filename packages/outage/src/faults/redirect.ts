import type { Fault } from './fault.ts'

export const redirect: Fault = {
  name: 'redirect',
  number: 24,
  summary: 'A redirect that would carry the prompt to another host.',
  apply: (_healthy, { operation, settings }) => {
    const location = settings.location ?? `https://elsewhere.stage.invalid/${operation.surface}`
    return { status: 307, headers: { location }, body: [] }
  },
}
