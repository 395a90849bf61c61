/** What a result file is named in help and errors. */
export const RESULT_FILE =
  'result of review --format json, or of another scanner: SARIF, claude-code-security-review, codex-security'

/** Pictures that stand alone in a file. */
export const PICTURES = ['timeline', 'agreement'] as const
export type PictureName = (typeof PICTURES)[number]
