import type { Fault } from './fault.ts'

export const retryAfterNonsense: Fault = {
  name: 'retry-after-nonsense',
  number: 28,
  summary: '429 with a time that cannot be read.',
  apply: (_healthy, { error }) => {
    const answer = error('rate-limited', { retryAfterForm: 'none' })
    return { ...answer, headers: { ...answer.headers, 'retry-after': '12abc' } }
  },
}
