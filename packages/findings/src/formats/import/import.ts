import { UnderstudyError } from '@understudy/spec'
import { type DocumentLimits, parseDocument } from '../../parse/document.ts'
import { problemSentence } from '../../parse/problem.ts'
import { isObject } from '../../parse/shape.ts'
import { fromCodexSecurity, isCodexSecurity } from './codex-security.ts'
import type { ImportedFindings, ImportOptions } from './imported.ts'
import { fromPlain, plainList } from './plain.ts'
import { fromSarif, isSarif } from './sarif.ts'

/** Names that decide what was found, where, and whether the scan was whole. Of these a document may have one each. */
const DECIDES: ReadonlySet<string> = new Set([
  'Golang errors',
  ...`runs results findings vulnerabilities issues Issues warnings alerts messages version invocations
    executionSuccessful errors toolExecutionNotifications analysis_summary review_completed status complete level
    severity kind baselineState suppressions understudy locations location physicalLocation artifactLocation
    region uri file path line startLine ruleId ruleIndex rule rules check_id cwe tool driver message`.split(/\s+/),
])

/** Scanners write large files, and nest code flows deeply. */
const LIMITS: DocumentLimits = { maxBytes: 128 * 1024 * 1024, maxDepth: 64, mayRepeat: (name) => !DECIDES.has(name) }

/**
 * Reads the findings of another tool: any SARIF 2.1.0 log, the `findings.json` of `codex-security`, or a list of findings as scanners
 * and models write it, bare or under a name (Semgrep, gosec, Bandit, GitLab, `claude-code-security-review` and others). Which one it
 * is is read off the document.
 * @throws UnderstudyError `invalid-document` for a text that is none of them, with the reason
 */
export async function importFindings(json: string, options: ImportOptions = {}): Promise<ImportedFindings> {
  const parsed = parseDocument(json.replace(/^\ufeff/, ''), LIMITS)
  if (!parsed.ok) {
    throw refused(parsed.problems.map((problem) => problemSentence(problem).replace(/^The answer/, 'It')).join(' '))
  }
  const { value } = parsed
  if (isObject(value) && isSarif(value)) return fromSarif(value, options)
  if (isObject(value) && isCodexSecurity(value)) return fromCodexSecurity(value, options)
  if (plainList(value)) return fromPlain(value, options)
  throw refused('It must be SARIF 2.1.0, the findings.json of codex-security, or a list of findings, bare or under a name.')
}

function refused(sentence: string): UnderstudyError<'invalid-document'> {
  return new UnderstudyError('invalid-document', `The findings cannot be imported. ${sentence}`)
}
