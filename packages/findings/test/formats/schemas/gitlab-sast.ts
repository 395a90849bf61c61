/**
 * GitLab's SAST schema 15.0.7, written anew from its published fields: every member, bound, pattern and word of it that a SAST report
 * may have, and closed, so that a slip in a name shows. GitLab's own file leaves objects open.
 */
const text = { type: 'string', minLength: 1 }
const any = { type: 'string' }
const closed = (properties: Record<string, unknown>, required: readonly string[] = []): Record<string, unknown> => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
})
const list = (items: unknown, least = 0): Record<string, unknown> => ({ type: 'array', minItems: least, items })

const web = { type: 'string', pattern: '^https?://.+' }
const link = { type: 'string', pattern: '^(https?|ftp)://.+' }
const time = { type: 'string', pattern: String.raw`^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$` }
const component = closed({ id: text, name: text, version: text, url: web, vendor: closed({ name: text }, ['name']) }, [
  'id',
  'name',
  'version',
  'vendor',
])
const message = closed({ level: { enum: ['info', 'warn', 'fatal'] }, value: text }, ['level', 'value'])
const identifier = closed({ type: text, name: text, value: text, url: link }, ['type', 'name', 'value'])
const option = closed(
  {
    name: { ...text, maxLength: 255 },
    source: { enum: ['argument', 'file', 'env_variable', 'other'] },
    value: { type: ['boolean', 'integer', 'null', 'string'] },
  },
  ['name', 'value'],
)

const signature = closed({ algorithm: any, value: any }, ['algorithm', 'value'])
const lines = { file: any, start_line: { type: 'number' }, end_line: { type: 'number' } }
const tracking = closed({ type: { const: 'source' }, items: list(closed({ ...lines, signatures: list(signature, 1) }, ['signatures'])) }, [
  'items',
])

/** Of the twelve kinds of details, those that hold one value. */
const named = { name: text, description: any }
const detail = {
  oneOf: [
    closed({ ...named, type: { const: 'text' }, value: any }, ['name', 'type', 'value']),
    closed({ ...named, type: { const: 'markdown' }, value: any }, ['name', 'type', 'value']),
    closed({ ...named, type: { const: 'code' }, value: any, lang: any }, ['name', 'type', 'value']),
    closed({ ...named, type: { const: 'value' }, value: { type: ['number', 'string', 'boolean'] } }, ['name', 'type', 'value']),
    closed({ ...named, type: { const: 'url' }, text: any, href: text }, ['name', 'type', 'href']),
  ],
}

const vulnerability = closed(
  {
    id: text,
    name: { type: 'string', maxLength: 255 },
    description: { type: 'string', maxLength: 1_048_576 },
    severity: { enum: ['Info', 'Unknown', 'Low', 'Medium', 'High', 'Critical'] },
    solution: { type: 'string', maxLength: 7000 },
    identifiers: list(identifier, 1),
    links: list(closed({ name: any, url: link }, ['url'])),
    details: { type: 'object', additionalProperties: detail },
    tracking,
    flags: list(
      closed({ type: { enum: ['flagged-as-likely-false-positive'] }, origin: text, description: text }, [
        'type',
        'origin',
        'description',
      ]),
    ),
    location: closed({ ...lines, class: any, method: any }),
    raw_source_code_extract: any,
  },
  ['id', 'identifiers', 'location'],
)

export const gitlabSast = closed(
  {
    version: { type: 'string', pattern: String.raw`^[0-9]+\.[0-9]+\.[0-9]+$` },
    schema: web,
    scan: closed(
      {
        analyzer: component,
        scanner: component,
        type: { const: 'sast' },
        status: { enum: ['success', 'failure'] },
        start_time: time,
        end_time: time,
        messages: list(message),
        options: list(option),
        primary_identifiers: list(identifier),
      },
      ['analyzer', 'end_time', 'scanner', 'start_time', 'status', 'type'],
    ),
    vulnerabilities: list(vulnerability),
    remediations: list(closed({ fixes: list(closed({ id: text }, ['id'])), summary: text, diff: text }, ['fixes', 'summary', 'diff'])),
  },
  ['scan', 'version', 'vulnerabilities'],
)
