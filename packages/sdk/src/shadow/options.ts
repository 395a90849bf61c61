import { checkMembers, checkNumber, refuseOption } from '@understudy/spec'

/** Runs of a standby beside the model that serves, to know what it is worth before it is needed. They change no report. */
export interface ShadowOptions {
  /** Share of files that a standby reviews as well, 0 to 1. */
  readonly share: number
  /** The same for files that a model served while its traffic is only returning after a withdrawal. @default 1 */
  readonly whileReturning?: number
  /**
   * Most that shadow runs may spend, in US dollars, apart from the reviewer's own cap, so that they never use up what reviews need.
   * Must be given where the reviewer has a cap. @default no cap
   */
  readonly spendingCapUsd?: number
  /** Shadow runs at once; what is sampled meanwhile is left out. @default 1 */
  readonly concurrency?: number
}

export interface ShadowSettings {
  readonly share: number
  readonly whileReturning: number
  readonly spendingCapUsd: number | null
  readonly concurrency: number
}

/** @throws InvalidOptionError */
export function shadowSettings(options: ShadowOptions, reviewerHasCap: boolean): ShadowSettings {
  if (typeof options !== 'object' || options === null) refuseOption('shadow', 'an object with share', options)
  checkMembers('shadow', options, ['share', 'whileReturning', 'spendingCapUsd', 'concurrency'])
  const { share, whileReturning = 1, spendingCapUsd, concurrency = 1 } = options
  if (reviewerHasCap && spendingCapUsd === undefined)
    refuseOption('shadow.spendingCapUsd', 'given where spendingCapUsd is: shadow runs have a cap of their own', spendingCapUsd)
  return {
    share: checkNumber('shadow.share', share, { min: 0, max: 1 }),
    whileReturning: checkNumber('shadow.whileReturning', whileReturning, { min: 0, max: 1 }),
    spendingCapUsd:
      spendingCapUsd === undefined ? null : checkNumber('shadow.spendingCapUsd', spendingCapUsd, { min: Number.MIN_VALUE }),
    concurrency: checkNumber('shadow.concurrency', concurrency, { min: 1, max: 100, whole: true }),
  }
}
