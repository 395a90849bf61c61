import { safeSentence } from '@understudy/spec'
import { z } from 'zod'
import { repeatedId } from '../targets/distinct.ts'
import { OWN_ID_RULE, ownIdProblem, VENDOR_WORDS } from '../targets/vendors.ts'

const TASKS = ['review.files', 'review.diff', 'triage.finding', 'verify.fix', 'propose.patch'] as const

const targetName = z
  .string()
  .regex(
    new RegExp(`^(?:floor|(?:${VENDOR_WORDS.join('|')})/\\S+)$`),
    `It must be floor or vendor/model, with a vendor of ${VENDOR_WORDS.join(', ')}.`,
  )
  .describe('vendor/model, or floor for the offline engine')

const ownId = z
  .string()
  .superRefine((id, context) => {
    const problem = ownIdProblem(id)
    if (problem !== null) context.addIssue({ code: 'custom', message: problem, input: id })
  })
  .describe(`Short id of your own, so that one model can stand twice: ${OWN_ID_RULE}. Default: the target.`)

const variable = z
  .string()
  .regex(/^[A-Za-z_]\w*$/, 'It must be the name of an environment variable, such as LITELLM_API_KEY')
  .describe('Environment variable that holds the key, where it is not the vendor’s usual one.')

const headers = z
  .record(
    z.string().regex(/^[!#$%&'*+.^`|~\w-]+$/, 'It must be the name of a header: letters, digits and hyphens'),
    z
      .string()
      .regex(/^[\x20-\x7e]*$/, 'It must be one line of plain text')
      .refine((value) => safeSentence(value) === value.trim(), {
        message: 'It must not hold a secret: put that into the environment, and write ${NAME} here',
      }),
  )
  .describe('Headers that a gateway wants. ${NAME} stands for an environment variable.')

const target = z.strictObject({
  target: targetName,
  id: ownId.optional(),
  tier: z.number().int().min(0).optional().describe('Lower tiers are asked first. Default: the place in the list.'),
  weight: z.number().min(0).optional().describe('Share within the tier. Default: 1.'),
  tasks: z.array(z.enum(TASKS)).min(1).optional().describe('Tasks that it may do. Default: all.'),
  baseURL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Address of a gateway.'),
  apiKeyEnv: variable.optional(),
  headers: headers.optional(),
  allowInsecureHttp: z
    .array(z.string().min(1))
    .min(1)
    .optional()
    .describe('Hosts that may be asked over plain http: code and keys then travel readable. Default: this machine only.'),
  structuredOutput: z
    .enum(['json-schema', 'json-object', 'none'])
    .optional()
    .describe('How an OpenAI-compatible endpoint is asked for the shape of an answer. Default: json-schema.'),
  outputCap: z
    .enum(['max_tokens', 'max_completion_tokens'])
    .optional()
    .describe('Field that caps the output of an OpenAI-compatible endpoint. Default: max_tokens.'),
  requireServedModel: z.boolean().optional().describe('Refuse an answer that does not say which model gave it. Default: false.'),
  sendEffort: z.boolean().optional().describe('Send reasoning_effort to an OpenAI-compatible endpoint. Default: false.'),
  region: z.string().min(1).optional().describe('Serving region that the channel pins.'),
  residency: z.string().min(1).optional().describe('Residency class that policies compare.'),
  retention: z.string().min(1).optional().describe('What your contract says that the vendor keeps.'),
  servedModels: z
    .array(z.string().min(1))
    .optional()
    .describe('Further names under which the vendor may serve this same model, such as the model behind a deployment.'),
})

/** Who is asked, in order of priority; each under an id that no other has. */
export const targetsSchema = z
  .array(z.union([targetName, target]))
  .min(1)
  .superRefine((targets, context) => {
    const twice = repeatedId(targets)
    if (twice) context.addIssue({ code: 'custom', message: twice.sentence, path: [twice.index], input: targets })
  })
