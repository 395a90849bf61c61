import { z } from 'zod'

const word = z.string().min(1)
const words = z.array(word).min(1).optional()

const condition = z.looseObject({ attribute: word }).describe('An attribute of whoever asks, and what it must be.')

const rule = z.strictObject({
  id: word.describe('Named in reports when the rule decides.'),
  effect: z.enum(['allow', 'deny']),
  repositoryClasses: words.describe('Values of --repository-class.'),
  vendors: words,
  models: words.describe('Short ids, vendor/model; words may hold *.'),
  endpoints: words.describe('Addresses or host names; words may hold *.'),
  regions: words,
  residencies: words.describe('us, eu, global, local, …'),
  retentions: words,
  tasks: words,
  principals: z.array(condition).min(1).optional(),
  why: word.optional().describe('For people, when it denies.'),
})

/** Who may send which code where. The route checks it once more. */
export const policySchema = z.strictObject({
  name: word.optional(),
  otherwise: z.enum(['allow', 'deny']).describe('What holds when no rule says anything.'),
  rules: z.array(rule),
})

/** Documents that bar models before any call fails. */
export const noticesSchema = z.strictObject({
  sources: z.array(word).min(1).describe('Files, or https addresses.'),
  trustedKeys: z.array(z.strictObject({ id: word, file: word.describe('Ed25519 public key in PEM.') })).min(1),
  mayBarLast: z
    .union([z.literal(true), z.array(word)])
    .optional()
    .describe('Notices that may bar the last permitted target.'),
})

/** Prices as they were on one day, in US dollars per million tokens. */
export const pricesSchema = z.array(
  z.strictObject({
    asOf: z.iso.date(),
    prices: z.array(
      z.strictObject({
        model: word,
        input: z.number().min(0),
        cached: z.number().min(0).optional(),
        output: z.number().min(0),
      }),
    ),
  }),
)

/** A standby that reviews a sample as well. */
export const shadowSchema = z.strictObject({
  share: z.number().min(0).max(1).describe('Share of files that a standby reviews as well.'),
  whileReturning: z.number().min(0).max(1).optional().describe('The same while a model’s traffic is returning. Default: 1.'),
  spendingCapUsd: z.number().positive().optional().describe('Most that shadow runs may spend, in US dollars. Default: no cap.'),
  concurrency: z.number().int().min(1).max(100).optional().describe('Shadow runs at once. Default: 1.'),
})

/** What a substitute's findings are worth next to the baseline's. */
export const comparabilitySchema = z.strictObject({
  baseline: word.describe('Served model that others are compared with.'),
  profiles: word.describe('File that qualify wrote.'),
  delta: z.number().min(0).max(1).optional().describe('Most that a substitute may be worse, in F1. Default: 0.1.'),
  calibrateSeverity: z.boolean().optional().describe('Read severities on one scale. Default: false.'),
  require: z
    .boolean()
    .optional()
    .describe('Files of models that are not shown to be good enough count as degraded. Default: false.'),
})
