import { UnderstudyError } from '@understudy/spec'
import { type DocumentLimits, parseDocument } from '../../parse/document.ts'
import { problemSentence } from '../../parse/problem.ts'
import { isObject } from '../../parse/shape.ts'
import { fromClaudeCodeSecurityReview, isClaudeCodeSecurityReview } from './claude-code-security-review.ts'
import { fromCodexSecurity, isCodexSecurity } from './codex-security.ts'
import type { ImportedFindings, ImportOptions } from './imported.ts'
import { fromSarif, isSarif } from './sarif.ts'

/** Scanners write large files, and nest code flows deeply. */
const LIMITS: DocumentLimits = { maxBytes: 128 * 1024 * 1024, maxDepth: 64 }

/**
 * Reads the findings of another tool: any SARIF 2.1.0 log, the JSON of `claude-code-security-review`, or the `findings.json`
 * of `codex-security`. Which one it is is read off the document.
 * @throws UnderstudyError `invalid-document` for a text that is none of them, with the reason
 */
export async function importFindings(json: string, options: ImportOptions = {}): Promise<ImportedFindings> {
  const parsed = parseDocument(json.replace(/^\ufeff/, ''), LIMITS)
  if (!parsed.ok) {
    throw refused(parsed.problems.map((problem) => problemSentence(problem).replace(/^The answer/, 'It')).join(' '))
  }
  const { value } = parsed
  if (!isObject(value)) throw refused('It must be an object.')
  if (isSarif(value)) return fromSarif(value, options)
  if (isCodexSecurity(value)) return fromCodexSecurity(value, options)
  if (isClaudeCodeSecurityReview(value)) return fromClaudeCodeSecurityReview(value, options)
  throw refused('It must be SARIF 2.1.0, the JSON of claude-code-security-review, or the findings.json of codex-security.')
}

function refused(sentence: string): UnderstudyError<'invalid-document'> {
  return new UnderstudyError('invalid-document', `The findings cannot be imported. ${sentence}`)
}
