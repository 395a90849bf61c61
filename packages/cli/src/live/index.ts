export type { ConfigurationEvent } from './follow.ts'
export { type LiveReviewer, type LiveReviewerOptions, openLiveReviewer } from './reviewer.ts'
