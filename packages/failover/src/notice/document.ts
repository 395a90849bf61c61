import { UnderstudyError } from '@understudy/spec'
import { z } from 'zod'
import { type StrictJson, strictJson } from '../schema/strict-json.ts'
import type { NoticeDocument } from './notice.ts'

const text = z.string().min(1).max(2_000)
const word = z.string().min(1).max(200)
const words = z.array(word).min(1).max(200)
const moment = z.iso.datetime({ offset: true })

const condition = z
  .strictObject({ attribute: word, in: words.optional(), notIn: words.optional() })
  .refine((given) => (given.in === undefined) !== (given.notIn === undefined), 'exactly one of in and notIn')

const channel = z
  .strictObject({ vendor: word.optional(), endpoint: word.optional(), region: word.optional(), residency: word.optional() })
  .refine((given) => Object.keys(given).length > 0, 'at least one of vendor, endpoint, region and residency')

const basis = z.strictObject({
  authority: text,
  instrument: text.optional(),
  criterion: text.optional(),
  evidence: z.strictObject({ published: z.boolean(), reference: text.optional(), channel: text.optional() }).optional(),
  reference: text.optional(),
})

const notice = z
  .strictObject({
    id: word,
    models: words,
    channels: z.array(channel).min(1).max(200).optional(),
    tasks: words.optional(),
    principals: z.array(condition).min(1).max(50).optional(),
    regions: words.optional(),
    from: moment,
    until: moment.optional(),
    basis,
    independentReview: z.strictObject({ body: text, by: moment.optional(), reference: text.optional() }).optional(),
    publicSummary: text.optional(),
    remedy: text.optional(),
  })
  .refine(({ from, until }) => until === undefined || Date.parse(until) > Date.parse(from), {
    path: ['until'],
    message: 'later than from',
  })

/** The published schema of a notice document; `schemas/notice.schema.json` is made from it. */
export const NOTICE_DOCUMENT = z
  .strictObject({
    schema: z.literal('understudy.notices/1'),
    issuer: word,
    version: z.int().min(1),
    issuedAt: moment,
    notices: z.array(notice).max(1_000),
    signatures: z
      .array(z.strictObject({ key: word, signature: z.base64().min(1).max(200) }))
      .max(20)
      .optional(),
  })
  .refine(({ notices }) => new Set(notices.map(({ id }) => id)).size === notices.length, {
    path: ['notices'],
    message: 'a list in which no id stands twice',
  })

/** One thing that is wrong with a document. */
export interface NoticeProblem {
  /** `notices[2].until` */
  readonly path: string
  readonly rule: string
}

/** A document cannot be read as notices. Nothing of it was applied. */
export class InvalidNoticeError extends UnderstudyError<'invalid-notice'> {
  override readonly name = 'InvalidNoticeError'
  readonly problems: readonly NoticeProblem[]

  constructor(problems: readonly NoticeProblem[], options?: ErrorOptions) {
    const shown = problems.slice(0, 5).map(({ path, rule }) => `${path}: ${rule}`)
    const more = problems.length > 5 ? ` and ${problems.length - 5} more` : ''
    super('invalid-notice', `This is not a notice document. ${shown.join('; ')}${more}.`, options)
    this.problems = problems
  }
}

/** Largest document, in characters. */
const LARGEST = 4 * 1024 * 1024

/** Reads a document, strictly: unknown members, repeated keys and unclear dates are errors. @throws InvalidNoticeError */
export function parseNotices(json: string): NoticeDocument {
  if (json.length > LARGEST) throw new InvalidNoticeError([{ path: 'document', rule: `must have at most ${LARGEST} characters` }])
  const read = strictJson(json)
  if (!read.ok) throw new InvalidNoticeError([problemOfText(read)])
  const parsed = NOTICE_DOCUMENT.safeParse(read.value)
  if (parsed.success) return parsed.data as NoticeDocument
  throw new InvalidNoticeError(parsed.error.issues.map(problemOf))
}

function problemOfText(read: Extract<StrictJson, { ok: false }>): NoticeProblem {
  if ('name' in read)
    return { path: read.name.slice(0, 200), rule: read.is === 'repeated' ? 'must be given only once' : 'must not be a name' }
  return { path: 'document', rule: read.is === 'no JSON' ? 'must be JSON text' : 'must not be nested so deep' }
}

function problemOf({ path, message }: z.core.$ZodIssue): NoticeProblem {
  const place = path.reduce<string>(
    (before, step) => before + (typeof step === 'number' ? `[${step}]` : `${before && '.'}${String(step)}`),
    '',
  )
  return { path: place || 'document', rule: message }
}
