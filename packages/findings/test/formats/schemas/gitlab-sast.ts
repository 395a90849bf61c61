/** What GitLab's SAST schema 15.0.7 demands of the members that are written here, in our words. */
const text = { type: 'string', minLength: 1 }
const component = {
  type: 'object',
  required: ['id', 'name', 'version', 'vendor'],
  properties: { id: text, name: text, version: text, vendor: { type: 'object', required: ['name'], properties: { name: text } } },
}
const time = { type: 'string', pattern: String.raw`^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$` }
const message = { type: 'object', required: ['level', 'value'], properties: { level: { enum: ['info', 'warn', 'fatal'] }, value: text } }
const identifier = {
  type: 'object',
  required: ['type', 'name', 'value'],
  properties: { type: text, name: text, value: text, url: { type: 'string', pattern: '^(https?|ftp)://.+' } },
}
const signature = { type: 'object', required: ['algorithm', 'value'], properties: { algorithm: { type: 'string' }, value: { type: 'string' } } }
const trackingItem = {
  type: 'object',
  required: ['signatures'],
  properties: {
    file: { type: 'string' },
    start_line: { type: 'number' },
    end_line: { type: 'number' },
    signatures: { type: 'array', minItems: 1, items: signature },
  },
}
const vulnerability = {
  type: 'object',
  required: ['id', 'identifiers', 'location'],
  properties: {
    id: text,
    name: { type: 'string', maxLength: 255 },
    description: { type: 'string', maxLength: 1_048_576 },
    severity: { enum: ['Info', 'Unknown', 'Low', 'Medium', 'High', 'Critical'] },
    solution: { type: 'string', maxLength: 7000 },
    identifiers: { type: 'array', minItems: 1, items: identifier },
    tracking: { type: 'object', required: ['items'], properties: { type: { const: 'source' }, items: { type: 'array', items: trackingItem } } },
    details: {
      type: 'object',
      additionalProperties: {
        type: 'object',
        required: ['name', 'type', 'value'],
        properties: { name: text, type: { const: 'text' }, value: { type: 'string' } },
      },
    },
    location: { type: 'object', properties: { file: { type: 'string' }, start_line: { type: 'number' }, end_line: { type: 'number' } } },
  },
}

export const gitlabSast = {
  type: 'object',
  required: ['scan', 'version', 'vulnerabilities'],
  properties: {
    version: { type: 'string', pattern: String.raw`^[0-9]+\.[0-9]+\.[0-9]+$` },
    scan: {
      type: 'object',
      required: ['analyzer', 'end_time', 'scanner', 'start_time', 'status', 'type'],
      properties: {
        analyzer: component,
        scanner: component,
        type: { const: 'sast' },
        status: { enum: ['success', 'failure'] },
        start_time: time,
        end_time: time,
        messages: { type: 'array', items: message },
      },
    },
    vulnerabilities: { type: 'array', items: vulnerability },
  },
}
