import { SEVERITIES } from '@understudy/spec'
import { z } from 'zod'

const accepted = z.strictObject({
  fingerprint: z.string().regex(/^[0-9a-f]{64}$/, 'It must be a fingerprint of 64 hexadecimal digits.'),
  /** For people; the fingerprint decides. */
  path: z.string(),
  title: z.string(),
  /** Hash of the function around it as it was accepted, null outside functions. Another function with the same line is new. */
  function: z.string().nullable().exactOptional(),
  /** As it was when it was accepted. A finding that became worse is new again. */
  severity: z.enum(SEVERITIES),
  author: z.string().min(1),
  reason: z.string().min(1),
  acceptedAt: z.iso.datetime({ offset: true }),
  /** First moment at which it counts again. */
  expires: z.iso.datetime({ offset: true }),
})

/** A file of findings that somebody knows and accepts, for a time and a reason. */
export const baselineSchema = z.strictObject({
  version: z.literal(1),
  accepted: z.array(accepted),
})

export type Baseline = z.output<typeof baselineSchema>
export type AcceptedFinding = Baseline['accepted'][number]
