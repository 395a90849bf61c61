import { FAMILIES, SEVERITIES } from '@understudy/spec'
import { z } from 'zod'

const impact = z.enum(['H', 'L', 'N'])

/** What a careful user of a bare SDK checks an answer with: the same shape as REVIEW_SCHEMA, in zod. */
export const answerSchema = z.strictObject({
  findings: z.array(
    z.strictObject({
      path: z.string(),
      snippet: z.string(),
      startLine: z.int(),
      endLine: z.int(),
      reasoning: z.string(),
      family: z.enum(FAMILIES),
      cwe: z.string().nullable(),
      title: z.string(),
      severity: z.enum(SEVERITIES),
      confidence: z.number(),
      cvss: z
        .strictObject({
          AV: z.enum(['N', 'A', 'L', 'P']),
          AC: z.enum(['L', 'H']),
          AT: z.enum(['N', 'P']),
          PR: z.enum(['N', 'L', 'H']),
          UI: z.enum(['N', 'P', 'A']),
          VC: impact,
          VI: impact,
          VA: impact,
          SC: impact,
          SI: impact,
          SA: impact,
        })
        .nullable(),
      remediation: z.string().nullable(),
    }),
  ),
  files: z.array(
    z.strictObject({ path: z.string(), verdict: z.enum(['findings', 'clean', 'not-reviewed']), note: z.string().nullable() }),
  ),
  end: z.literal('end-of-review'),
})
