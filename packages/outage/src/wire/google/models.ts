import { jsonAnswer, type WireAnswer } from '../answer.ts'
import type { Operation } from '../request.ts'
import type { ListedModel } from '../wire.ts'
import { googleHeaders } from './errors.ts'

function entry(model: ListedModel): Readonly<Record<string, unknown>> {
  return {
    name: `models/${model.model}`,
    version: '001',
    displayName: model.displayName,
    inputTokenLimit: model.contextTokens,
    outputTokenLimit: model.maxOutputTokens,
    supportedGenerationMethods: ['generateContent', 'countTokens', 'createCachedContent', 'batchGenerateContent'],
    temperature: 1,
    topP: 0.95,
    topK: 64,
    maxTemperature: 2,
    thinking: true,
  }
}

export function googleModels(operation: Operation, models: readonly ListedModel[]): WireAnswer {
  if (operation.surface === 'list-models') return jsonAnswer(200, { models: models.map(entry) }, googleHeaders())
  return jsonAnswer(200, models[0] && entry(models[0]), googleHeaders())
}
