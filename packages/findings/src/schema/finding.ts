import { z } from 'zod'
import type { Finding } from '../finding/finding.ts'
import { extensionsSchema, familySchema, lineSchema, severitySchema, taskSchema } from './common.ts'

const anchorSchema = z.looseObject({
  status: z.enum(['exact', 'normalised', 'moved', 'fuzzy', 'ambiguous', 'removed', 'missing', 'stated']),
  snippet: z.string(),
  offset: z.int().min(0),
  statedLine: z.int(),
  keyLine: lineSchema,
  function: z.looseObject({ startLine: lineSchema, endLine: lineSchema, header: z.string(), hash: z.string() }).exactOptional(),
})

const locationSchema = z.looseObject({
  path: z.string().min(1),
  startLine: lineSchema,
  endLine: lineSchema,
  role: z.enum(['source', 'sink', 'control', 'related']),
  anchor: anchorSchema,
})

const provenanceSchema = z.looseObject({
  requestedModel: z.string(),
  servedModel: z.string(),
  provider: z.string(),
  target: z.string(),
  promptVersion: z.string(),
  schemaVersion: z.int(),
  attempt: z.int().min(0),
  failoverReason: z.string().exactOptional(),
  degraded: z.boolean(),
  task: taskSchema,
})

/** Finding v1. */
export const findingSchema: z.ZodType<Finding> = z.looseObject({
  schemaVersion: z.literal(1),
  id: z.string().min(1),
  fingerprint: z.looseObject({ v1: z.string().regex(/^[0-9a-f]{64}$/) }),
  ruleId: z.string().min(1),
  family: familySchema,
  cwe: z.looseObject({
    reported: z.array(z.string()),
    canonical: z
      .string()
      .regex(/^CWE-\d+$/)
      .nullable(),
    level: z.enum(['specific', 'coarse', 'unknown']),
  }),
  title: z.string(),
  message: z.string(),
  locations: z.tuple([locationSchema], locationSchema),
  severity: z.looseObject({
    level: severitySchema,
    basis: z.enum(['model', 'components', 'calibrated', 'rule']),
    raw: z.string(),
    vector: z.string().exactOptional(),
    score: z.number().min(0).max(10).exactOptional(),
  }),
  confidence: z.looseObject({
    value: z.number().min(0).max(1).nullable(),
    raw: z.union([z.number(), z.string(), z.null()]),
    scale: z.enum(['unit', 'ten', 'hundred', 'word', 'none']),
    support: z.looseObject({ runs: z.int().min(1), models: z.array(z.string()) }).exactOptional(),
  }),
  evidence: z.array(z.string()),
  remediation: z.string().nullable(),
  task: taskSchema,
  provenance: provenanceSchema,
  extensions: extensionsSchema,
})
