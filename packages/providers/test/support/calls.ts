import {
  hasCode,
  type ModelAdapter,
  type ModelCall,
  type ModelFailure,
  attemptContext,
  type AttemptContext,
} from '@understudy/spec'

export const CALL: ModelCall = {
  task: 'review.files',
  system: 'You review code for flaws.',
  input: '=== file: src/a.ts ===\n   1| const customerSourceCode = readFileSync(request.query.path)\n=== end of file ===',
  schema: { type: 'object', properties: { ok: { type: 'boolean' } }, required: ['ok'], additionalProperties: false },
  schemaName: 'review',
  maxOutputTokens: 2_000,
  promptVersion: 'test-1',
  safetyIdentifier: 'tenant-4711',
}

/** The failure that a call ends with; a call that succeeds is the test's failure. */
export async function failureOf(
  adapter: ModelAdapter,
  call = CALL,
  context: AttemptContext = attemptContext(),
): Promise<ModelFailure> {
  const error = await adapter.invoke(call, context).then(
    (reply) => new Error(`It answered: ${reply.text}`),
    (thrown: unknown) => thrown,
  )
  if (!hasCode(error, 'model-failure')) throw error
  return error
}
