import type { Fault } from './fault.ts'

export const aliasMoved: Fault = {
  name: 'alias-moved',
  number: 43,
  summary: 'The alias is served by a newer snapshot of the same model than before.',
  apply: (_healthy, { answerWith, operation, settings, wireContext }) => {
    const day = new Date(wireContext.wallTime()).toISOString().slice(0, 10)
    return answerWith({
      servedModel: settings.servedModel ?? `${operation.model}-${operation.vendor === 'openai' ? day : day.replaceAll('-', '')}`,
    })
  },
}
