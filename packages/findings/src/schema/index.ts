export { findingSchema } from './finding.ts'
export { reportSchema } from './report.ts'
