import { InvalidArgumentError } from 'commander'
import { SEVERITIES, UnderstudyError } from '@understudy/spec'
import { oneOf, targetList, timeInMs, wholeNumber, yesOrNo } from '../shell/options.ts'
import { addressesFrom } from '../targets/addresses.ts'
import type { ReadEnv } from '../terminal/terminal.ts'
import type { ReviewSettings } from './settings.ts'

/** Variables that stand for flags, each read like its flag. */
export const ENVIRONMENT: Readonly<Record<string, (text: string) => ReviewSettings>> = Object.freeze({
  UNDERSTUDY_TARGETS: (text) => ({ targets: targetList(text) }),
  UNDERSTUDY_FAIL_ON: (text) => ({ failOn: oneOf([...SEVERITIES, 'none'] as const)(text) }),
  UNDERSTUDY_FAIL_ON_EXISTING: (text) => ({ failOnExisting: yesOrNo(text) }),
  UNDERSTUDY_DEADLINE: (text) => ({ deadlineMs: timeInMs(text) }),
  UNDERSTUDY_CONCURRENCY: (text) => ({ concurrency: wholeNumber(1, 64)(text) }),
  UNDERSTUDY_STORE: (text) => ({ store: text }),
  UNDERSTUDY_JOURNAL: (text) => ({ journal: text }),
  UNDERSTUDY_BASELINE: (text) => ({ baseline: text }),
})

/** Settings from the environment. @throws UnderstudyError `invalid-option` that names the variable */
export function environmentSettings(env: ReadEnv): ReviewSettings {
  let settings: ReviewSettings = {}
  for (const [name, read] of Object.entries(ENVIRONMENT)) {
    const text = env(name)
    // An empty variable is how many systems say "not set".
    if (!text) continue
    try {
      settings = { ...settings, ...read(text) }
    } catch (error) {
      if (error instanceof InvalidArgumentError)
        throw new UnderstudyError('invalid-option', `${name}: ${error.message}`, { cause: error })
      throw error
    }
  }
  const baseUrls = addressesFrom(env)
  return Object.keys(baseUrls).length > 0 ? { ...settings, baseUrls } : settings
}
