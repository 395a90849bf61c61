/** reviewdog's DiagnosticResult, as far as it is written here, and closed, so that a slip in a name shows. */
const closed = (properties: Record<string, unknown>, required: readonly string[] = []): Record<string, unknown> => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
})
const position = closed({ line: { type: 'integer', minimum: 1 }, column: { type: 'integer', minimum: 1 } })
const range = closed({ start: position, end: position }, ['start'])
const severity = { enum: ['UNKNOWN_SEVERITY', 'ERROR', 'WARNING', 'INFO'] }
const source = closed({ name: { type: 'string' }, url: { type: 'string' } })
const diagnostic = closed(
  {
    message: { type: 'string' },
    location: closed({ path: { type: 'string' }, range }),
    severity,
    source,
    code: closed({ value: { type: 'string' }, url: { type: 'string' } }),
  },
  ['message', 'location'],
)

export const rdjson = closed({ source, severity, diagnostics: { type: 'array', items: diagnostic } })
