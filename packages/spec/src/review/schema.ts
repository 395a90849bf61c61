import type { JsonSchema } from '../call.ts'
import { FAMILIES, SEVERITIES } from './families.ts'

const text = (description: string): JsonSchema => ({ type: 'string', description })
const maybeText = (description: string): JsonSchema => ({ type: ['string', 'null'], description })
const letters = (values: readonly string[]): JsonSchema => ({ type: 'string', enum: values })

function object(properties: Readonly<Record<string, JsonSchema>>, nullable = false): JsonSchema {
  return {
    type: nullable ? ['object', 'null'] : 'object',
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
  }
}

const impact = letters(['H', 'L', 'N'])

/**
 * Schema v1 of a review answer, in the subset that OpenAI strict mode, Anthropic's `output_config.format` and
 * Gemini's `responseJsonSchema` all accept: no bounds, no patterns, every property required, nullable by type.
 * Bounds are checked locally. Evidence comes before judgement, because models write properties in this order.
 */
export const REVIEW_SCHEMA: JsonSchema = Object.freeze(
  object({
    findings: {
      type: 'array',
      items: object({
        path: text('Path of the file, exactly as given.'),
        snippet: text('1 to 3 consecutive lines of the file, verbatim, without line numbers.'),
        startLine: { type: 'integer', description: 'First line of the snippet, as printed.' },
        endLine: { type: 'integer', description: 'Last line of the snippet, as printed.' },
        reasoning: text('Source, path and sink; at most 3 sentences.'),
        family: letters(FAMILIES),
        cwe: maybeText('CWE id such as CWE-89, or null.'),
        title: text('At most 80 characters.'),
        severity: letters(SEVERITIES),
        confidence: { type: 'number', description: '0 to 1: how sure you are that this is a real flaw.' },
        cvss: object(
          {
            AV: letters(['N', 'A', 'L', 'P']),
            AC: letters(['L', 'H']),
            AT: letters(['N', 'P']),
            PR: letters(['N', 'L', 'H']),
            UI: letters(['N', 'P', 'A']),
            VC: impact,
            VI: impact,
            VA: impact,
            SC: impact,
            SI: impact,
            SA: impact,
          },
          true,
        ),
        remediation: maybeText('What to change, in one or two sentences, or null.'),
      }),
    },
    files: {
      type: 'array',
      description: 'One entry for every file you were given.',
      items: object({
        path: text('Path of the file, exactly as given.'),
        verdict: letters(['findings', 'clean', 'not-reviewed']),
        note: maybeText('Why it was not reviewed, or null.'),
      }),
    },
    end: letters(['end-of-review']),
  }),
)
