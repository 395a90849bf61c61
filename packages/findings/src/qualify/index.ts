export { canaryCorpusRoot, type Corpus, loadCorpus, type LoadCorpusOptions } from './corpus.ts'
export { type CorpusLabels, type LookAlike, type ParsedLabels, parseLabels } from './corpus-labels.ts'
export { type ComparabilityOptions, type ComparedModel, reportComparability } from '../comparability/report-comparability.ts'
export { findProfile, PROFILE_VERSION, type Profile } from './profile.ts'
export {
  estimateQualify,
  qualify,
  type QualifyCorpus,
  type QualifyEstimate,
  type QualifyOptions,
  type QualifyState,
} from './qualify.ts'
export { readProfile } from './read-profile.ts'
