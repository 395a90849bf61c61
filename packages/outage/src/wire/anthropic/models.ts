import { jsonAnswer, type WireAnswer } from '../answer.ts'
import type { Operation } from '../request.ts'
import type { ListedModel, WireContext } from '../wire.ts'

const iso = (ms: number | undefined): string | null => (ms === undefined ? null : new Date(ms).toISOString())
const yes = { supported: true }

function entry(model: ListedModel): Readonly<Record<string, unknown>> {
  return {
    type: 'model',
    id: model.model,
    display_name: model.displayName,
    created_at: iso(model.createdAt),
    deprecated_at: iso(model.deprecatedAt),
    retires_at: iso(model.retiresAt),
    lifecycle: model.lifecycle,
    line: null,
    max_input_tokens: model.contextTokens,
    max_tokens: model.maxOutputTokens,
    capabilities: { structured_outputs: yes, batch: yes, citations: yes, image_input: yes, pdf_input: yes, code_execution: yes },
  }
}

export function anthropicModels(operation: Operation, models: readonly ListedModel[], context: WireContext): WireAnswer {
  const headers = { 'request-id': context.ids('req_01', 22) }
  if (operation.surface === 'get-model') return jsonAnswer(200, models[0] && entry(models[0]), headers)
  const wanted = operation.query.getAll('lifecycle').concat(operation.query.getAll('lifecycle[]'))
  const data = models
    .filter(({ lifecycle }) => (wanted.length === 0 ? lifecycle !== 'retired' : wanted.includes(lifecycle)))
    .map(entry)
  return jsonAnswer(
    200,
    { data, has_more: false, first_id: data[0]?.['id'] ?? null, last_id: data.at(-1)?.['id'] ?? null },
    headers,
  )
}
