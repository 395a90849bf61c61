export type { ConfigurationEvent } from './follow.ts'
export { type LiveReviewer, type LiveReviewerOptions, openLiveReviewer } from './reviewer.ts'
export type { Effective } from '../config/effective.ts'
export type { ReviewSettings, TargetSetting } from '../settings/settings.ts'
