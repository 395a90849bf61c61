import { UnderstudyError } from '@understudy/spec'
import { z } from 'zod'
import { PROFILE_VERSION, type Profile } from './profile.ts'

const interval = z.object({ low: z.number(), high: z.number(), level: z.number() })
const figure = z.discriminatedUnion('known', [
  z.object({ known: z.literal(true), value: z.number(), n: z.number(), interval: interval.optional() }),
  z.object({ known: z.literal(false), reason: z.literal('insufficient data'), n: z.number(), needed: z.number() }),
])

/** Members that this version does not know are kept, so that a newer writer's profile of the same version can be read. */
const profile = z.looseObject({
  schemaVersion: z.literal(PROFILE_VERSION),
  servedModel: z.string().min(1),
  task: z.string(),
  promptVersion: z.string(),
  corpus: z.looseObject({ name: z.string(), files: z.number(), labels: z.number(), digest: z.string() }),
  runs: z.int().min(1),
  measuredAt: z.iso.datetime(),
  byFile: z.record(z.string(), z.object({ recall: z.number().nullable(), f1: z.number() }).nullable()),
  recall: figure,
  precision: figure,
  recallByFamily: z.record(z.string(), figure),
  byLabel: z.record(z.string(), z.object({ family: z.string(), runs: z.int(), found: z.int() })),
  repeatability: z.object({ f1: figure, jaccard: figure }),
  severityScale: z
    .object({
      servedModel: z.string(),
      baseline: z.string(),
      pairs: z.number(),
      shift: z.number(),
      ranks: z.array(z.number()).length(5),
      moves: z
        .array(z.object({ to: z.number(), otherwise: z.number(), share: z.number() }))
        .length(5)
        .nullable(),
      reason: z.string(),
    })
    .nullable(),
  refusalRate: figure,
  findingsPerKloc: z.object({ mean: z.number(), standardDeviation: z.number() }),
  familyCounts: z.record(z.string(), z.number()),
  costPerFileUsd: z.number().nullable(),
  latencyMs: z.object({ p50: z.number(), p95: z.number() }).nullable(),
})

/** Reads a profile document. @throws UnderstudyError `invalid-document` with the path inside the document */
export function readProfile(document: unknown): Profile {
  const version =
    typeof document === 'object' && document !== null && 'schemaVersion' in document ? document.schemaVersion : undefined
  if (typeof version === 'number' && version !== PROFILE_VERSION)
    throw new UnderstudyError(
      'invalid-document',
      `This profile has schema version ${version}; this program reads version ${PROFILE_VERSION}. Measure the model anew: understudy qualify --targets … --yes --output profiles.json`,
    )
  const parsed = profile.safeParse(document)
  if (parsed.success) return parsed.data as unknown as Profile
  const [issue] = parsed.error.issues
  throw new UnderstudyError(
    'invalid-document',
    `The profile is not valid at ${issue?.path.join('.') || 'its root'}: ${issue?.message}. Qualify the model again.`,
  )
}
