import { FAILURE_KINDS } from '@understudy/spec'
import { z } from 'zod'
import { DISPOSITIONS, type Report, REPORT_STATUSES } from '../finding/report.ts'
import { extensionsSchema, taskSchema, timeSchema } from './common.ts'
import { findingSchema } from './finding.ts'

const coverageSchema = z.looseObject({
  path: z.string().min(1),
  disposition: z.enum(DISPOSITIONS),
  reason: z.string().exactOptional(),
  servedModel: z.string().exactOptional(),
  target: z.string().exactOptional(),
  degraded: z.boolean().exactOptional(),
  excluded: z.boolean().exactOptional(),
  resumed: z.boolean().exactOptional(),
  cached: z.boolean().exactOptional(),
  endpoint: z.string().exactOptional(),
  opinions: z.array(z.looseObject({ target: z.string(), servedModel: z.string() })).exactOptional(),
  ranges: z.array(z.tuple([z.int().min(1), z.int().min(1)])).exactOptional(),
})

const verdictSchema = z.enum(['baseline', 'equivalent', 'better', 'worse', 'unknown'])

const comparabilitySchema = z.looseObject({
  baseline: z.string().nullable(),
  verdict: verdictSchema,
  models: z.array(
    z.looseObject({
      servedModel: z.string(),
      verdict: verdictSchema,
      reason: z.string(),
      extensions: extensionsSchema.exactOptional(),
    }),
  ),
  severityCalibrated: z.boolean(),
})

const usageSchema = z.looseObject({
  inputTotal: z.number(),
  inputCached: z.number(),
  outputVisible: z.number(),
  reasoning: z.number(),
})

/** What happened on the way is told, never judged: a reader takes words that a later version adds. */
const told = (words: readonly string[]) => z.string().describe(`One of ${words.join(', ')}; later versions may add words.`)

const failureSchema = z.looseObject({
  kind: told(FAILURE_KINDS),
  scope: told(['none', 'request', 'model', 'credential-model', 'credential', 'endpoint', 'region']),
  reason: told([
    'withdrawn',
    'withdrawn-for-credential',
    'withdrawn-in-region',
    'retired',
    'unknown-model',
    'no-access',
    'substituted',
  ]).exactOptional(),
  sentence: z.string(),
  status: z.int().exactOptional(),
  retryAfterMs: z.number().exactOptional(),
})

const attemptSchema = z.looseObject({
  number: z.int().min(1),
  target: z.string(),
  requestedModel: z.string(),
  servedModel: z.string().exactOptional(),
  startedAt: timeSchema,
  durationMs: z.number(),
  outcome: told(['served', 'failed', 'refused', 'rejected', 'cancelled']),
  why: z.string(),
  failure: failureSchema.exactOptional(),
  usage: usageSchema.exactOptional(),
  costUsd: z.number().exactOptional(),
})

/** The report envelope, version 1. */
export const reportSchema = z.looseObject({
  schemaVersion: z.literal(1),
  tool: z.looseObject({ name: z.string(), version: z.string() }),
  task: taskSchema,
  status: z.enum(REPORT_STATUSES),
  coverage: z.looseObject({ files: z.array(coverageSchema) }),
  findings: z.array(findingSchema),
  comparability: comparabilitySchema,
  attempts: z.array(attemptSchema),
  startedAt: timeSchema,
  durationMs: z.number().min(0),
  notes: z.array(z.string()),
  extensions: extensionsSchema,
}) as unknown as z.ZodType<Report>
