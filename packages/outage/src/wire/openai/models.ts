import { jsonAnswer, type WireAnswer } from '../answer.ts'
import type { Operation } from '../request.ts'
import type { ListedModel, WireContext } from '../wire.ts'

function entry(model: ListedModel): Readonly<Record<string, unknown>> {
  return {
    id: model.model,
    object: 'model',
    created: Math.floor(model.createdAt / 1000),
    owned_by: 'system',
    shutdown_date: model.retiresAt === undefined ? null : new Date(model.retiresAt).toISOString().slice(0, 10),
  }
}

export function openaiModels(operation: Operation, models: readonly ListedModel[], context: WireContext): WireAnswer {
  const headers = { 'x-request-id': context.hex('req_', 32) }
  if (operation.surface === 'list-models') return jsonAnswer(200, { object: 'list', data: models.map(entry) }, headers)
  return jsonAnswer(200, models[0] && entry(models[0]), headers)
}
