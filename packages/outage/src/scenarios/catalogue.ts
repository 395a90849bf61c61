import type { Scenario } from './scenario.ts'
import { brownOut } from './brown-out.ts'
import { everythingDown } from './everything-down.ts'
import { flapping } from './flapping.ts'
import { hang } from './hang.ts'
import { keyRevoked } from './key-revoked.ts'
import { midStreamCuts } from './mid-stream-cuts.ts'
import { quotaExhausted } from './quota-exhausted.ts'
import { rateLimitStorm } from './rate-limit-storm.ts'
import { refusalStorm } from './refusal-storm.ts'
import { regionBlock } from './region-block.ts'
import { retirementWithCountdown } from './retirement-with-countdown.ts'
import { returnOfAll } from './return-of-all.ts'
import { schemaDrift } from './schema-drift.ts'
import { silentSubstitution } from './silent-substitution.ts'
import { slowLeak } from './slow-leak.ts'
import { withdrawalByNotice } from './withdrawal-by-notice.ts'
import { withdrawalForEverybody } from './withdrawal-for-everybody.ts'
import { withdrawalForOneAccount } from './withdrawal-for-one-account.ts'

/** Every ready-made scenario, by its name. */
export const SCENARIOS = {
  'withdrawal-for-everybody': withdrawalForEverybody,
  'withdrawal-for-one-account': withdrawalForOneAccount,
  'withdrawal-by-notice': withdrawalByNotice,
  'silent-substitution': silentSubstitution,
  'retirement-with-countdown': retirementWithCountdown,
  'region-block': regionBlock,
  'key-revoked': keyRevoked,
  'quota-exhausted': quotaExhausted,
  'rate-limit-storm': rateLimitStorm,
  'brown-out': brownOut,
  'slow-leak': slowLeak,
  flapping,
  hang,
  'mid-stream-cuts': midStreamCuts,
  'refusal-storm': refusalStorm,
  'schema-drift': schemaDrift,
  'everything-down': everythingDown,
  'return-of-all': returnOfAll,
} as const satisfies Readonly<Record<string, Scenario>>

/** Name of a scenario in `SCENARIOS`. */
export type ScenarioName = keyof typeof SCENARIOS

/** Names of all scenarios, in the order of the catalogue. */
export const SCENARIO_NAMES = Object.keys(SCENARIOS) as readonly ScenarioName[]
