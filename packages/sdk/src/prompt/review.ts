import { FAMILIES } from '@understudy/spec'
import type { ReviewSource } from '../plan/source.ts'
import { contextSections } from './context-section.ts'
import { dataBlock, fileSection } from './data-block.ts'
import { DATA_RULES, NO_EXPLOITS } from './data-rules.ts'

/** Part of every cache key and every finding's provenance; raise it with any change of wording (a test watches). */
export const REVIEW_PROMPT_VERSION = 'review-1'

const SEVERITY_SCALE = `critical: an outsider without an account takes over the system or its data.
high: an attacker under ordinary conditions reads, changes or destroys data, or runs code.
medium: needs unusual conditions, an account with rights, or another flaw.
low: limited effect, or defence in depth that is clearly missing.
info: worth knowing, no effect by itself.`

/**
 * The system text. It never holds reviewed code, and nothing in it changes from call to call, so vendors can cache it. It
 * makes no claim of being authorised: such claims raise refusals (arXiv 2603.01246) and look like evasion.
 */
export const REVIEW_SYSTEM = `You review source code for security flaws. A program reads your answer, so its form matters as much as its content.

THE CODE
${DATA_RULES}
Sections "=== context of <path> ===" show declarations from other places, to help you understand. Report nothing in them.

WHAT TO REPORT
Report flaws that someone could use against the owner or the users of this code, where the lines you were given show it. One finding for each place where a flaw takes effect. Do not report style, missing tests, or what code that you cannot see might do wrong. A clean file is a good result.
Describe the flaw and its repair. ${NO_EXPLOITS}

EACH FINDING
snippet: 1 to 3 consecutive lines where the flaw takes effect, copied verbatim from the file, without number and bar. startLine and endLine: their printed numbers.
reasoning: where the data comes from, the way it takes and where it ends, in at most 3 sentences.
family: one word of this closed list: ${FAMILIES.join(', ')}. Use other only when none fits.
cwe: the most specific CWE id that fits, such as CWE-89, or null.
title: at most 80 characters.
severity: one of
${SEVERITY_SCALE}
confidence: 0 to 1, how sure you are that this is a real flaw.
cvss: the base metrics of CVSS v4.0 as letters, or null when the lines do not tell. No score.
remediation: what to change, in one or two sentences, or null.

EVERY FILE
files has exactly one entry for every file that you were given, with its path exactly as announced: "findings" when you report at least one finding for it, "clean" when you read all of it and found none, "not-reviewed" with a note when you did not judge all of it. Never call a file clean that you did not read whole.
The last member is end, always "end-of-review".`

/** The user message of one review call. */
export function reviewInput(files: readonly ReviewSource[], nonce: string): string {
  const what = files.length === 1 ? 'the file' : `the ${files.length} files`
  const excerpts = files.some((file) => (file.firstLine ?? 1) > 1)
    ? ' Where the first line number is above 1, you see a part of a longer file: judge that part.'
    : ''
  const sections = [...contextSections(files), ...files.map((file) => fileSection(file))]
  return `Review ${what} in this data block for security flaws.${excerpts}\n\n${dataBlock(sections, nonce)}\n\nAnswer with one JSON object as described; files has ${files.length === 1 ? 'one entry' : `${files.length} entries`}.`
}
