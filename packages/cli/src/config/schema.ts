import { SEVERITIES } from '@understudy/spec'
import { z } from 'zod'
import { comparabilitySchema, noticesSchema, policySchema, pricesSchema, shadowSchema } from './governance-schema.ts'
import { FORMATS } from '../settings/settings.ts'
import { sizeInBytes, timeInMs } from '../shell/options.ts'
import { VENDOR_WORDS } from '../targets/vendors.ts'
import { targetsSchema } from './target-schema.ts'

/** Accepts what the flag of the same name accepts, with the same sentence when it does not. */
function readWith(read: (text: string) => number, what: string, description: string) {
  return z
    .string({ error: ({ input }) => (input === undefined ? undefined : `It must be ${what} in quotes`) })
    .describe(description)
    .transform((text, context) => {
      try {
        return read(text)
      } catch (error) {
        context.addIssue({ code: 'custom', message: (error as Error).message, input: text })
        return z.NEVER
      }
    })
}

const size = readWith(sizeInBytes, 'a size such as "256KB"', 'Size such as 256KB or 2MB.')
const time = readWith(timeInMs, 'a time such as "90s" or "5m"', 'Time such as 90s or 5m.')

/** Everything that a configuration file may say. The JSON Schema for editors is made from this. */
export const configSchema = z.strictObject({
  $schema: z.string().optional().describe('Where editors find the schema of this file.'),
  targets: targetsSchema
    .optional()
    .describe('Who is asked, in order of priority. Default: one model for every key in the environment, then the floor.'),
  targetsByClass: z
    .record(z.string().min(1), targetsSchema)
    .optional()
    .describe('Who is asked about code of a class (repositoryClass), instead of targets. Default: targets, for every class.'),
  repositoryMayDropTargets: z
    .boolean()
    .optional()
    .describe('Let a reviewed repository leave out targets without the result counting as degraded. Default: false.'),
  floor: z.boolean().optional().describe('Let the offline floor answer when nobody else does. Default: true.'),
  floorSarif: z
    .string()
    .min(1)
    .optional()
    .describe('SARIF log of another scanner, as a stronger offline floor: it answers before the floor does. Default: none.'),
  format: z.enum(FORMATS).optional().describe('How the result is written. Default: pretty.'),
  failOn: z
    .enum([...SEVERITIES, 'none'])
    .optional()
    .describe('Least severity for exit code 1. Default: low.'),
  failOnExisting: z
    .boolean()
    .optional()
    .describe('Let findings on lines that a change does not touch count as well. Default: false.'),
  deadline: time.optional().describe('Longest time for the whole review, such as 5m. Default: none; every call has its own.'),
  callDeadline: time.optional().describe('Longest time for one call with all its attempts. Default: 5m.'),
  concurrency: z.number().int().min(1).max(64).optional().describe('Calls at the same time. Default: 4.'),
  attempts: z.number().int().min(1).max(20).optional().describe('Model calls per request. Default: 3.'),
  onRefusal: z.enum(['surface', 'failover']).optional().describe('What a vendor’s refusal leads to. Default: surface.'),
  allowSubstitution: z
    .boolean()
    .optional()
    .describe('Accept an answer from another model than the one asked for. Default: false.'),
  effort: z.enum(['low', 'medium', 'high']).optional().describe('How much thinking to ask for. Default: medium.'),
  emptyProof: z.enum(['none', 'canary']).optional().describe('Plant a flaw that every answer must report. Default: none.'),
  maxFileSize: size.optional().describe('Longest file that is reviewed, such as 256KB.'),
  exclude: z.array(z.string().min(1)).optional().describe('Patterns to leave out, in the language of .gitignore.'),
  gitignore: z.boolean().optional().describe('Leave out what git ignores and does not track. Default: true.'),
  defaultExcludes: z
    .boolean()
    .optional()
    .describe('Leave out folders of dependencies and build output. Never in a change. Default: true.'),
  store: z
    .union([z.string().min(1), z.literal(false)])
    .optional()
    .describe('File where health is remembered, or false for memory only.'),
  journal: z.string().min(1).optional().describe('File that keeps one line per attempt and decision. Default: none.'),
  baseUrls: z
    .partialRecord(z.enum(VENDOR_WORDS), z.url({ protocol: /^https?$/ }))
    .optional()
    .describe('Addresses of gateways, by vendor.'),
  policy: policySchema.optional().describe('Who may send which code where. Default: everybody everything.'),
  notices: noticesSchema.optional().describe('Documents that bar models before any call fails. Default: none.'),
  prices: pricesSchema.optional().describe('Prices that outweigh the list that came along.'),
  spendingCapUsd: z
    .number()
    .positive()
    .optional()
    .describe('The most that one review may spend, in US dollars. Default: no cap.'),
  repositoryClass: z.string().min(1).optional().describe('Class of the reviewed code, for policies that ask.'),
  comparability: comparabilitySchema.optional().describe('Model that others are compared with. Default: none.'),
  watchDrift: z
    .boolean()
    .optional()
    .describe('Watch each model for behaving otherwise than it used to. Its past is kept in the store. Default: false.'),
  shadow: shadowSchema.optional().describe('Have a standby review a sample as well, to know its worth. Default: none.'),
  baseline: z.string().min(1).optional().describe('File with findings that are known and accepted.'),
})

/** What a user writes. */
export type UnderstudyConfig = z.input<typeof configSchema>

/** The same, read and checked. */
export type ConfigValues = z.output<typeof configSchema>

/** Types a configuration file in TypeScript: `export default defineConfig({ … })`. */
export function defineConfig(config: UnderstudyConfig): UnderstudyConfig {
  return config
}

/** The JSON Schema that editors complete a configuration file with. */
export function configJsonSchema(): object {
  return { ...z.toJSONSchema(configSchema, { io: 'input' }), title: 'Configuration of Understudy' }
}
