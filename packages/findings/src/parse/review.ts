import type { FileVerdict, ReportedFlaw, SourceFile } from '@understudy/spec'
import { anchorQuote } from '../anchor/anchor.ts'
import { cvssScore, cvssVector, severityOfScore } from '../severity/cvss.ts'
import { severityRank } from '../severity/severity.ts'
import { clipped, LONGEST_TITLE } from '../finding/text.ts'
import { parseDocument } from './document.ts'
import { type FindPath, type HoldsQuote, pathFinder } from './path.ts'
import { type Problem, shownValue } from './problem.ts'
import { salvageEntries } from './salvage.ts'
import { add, isObject, type JsonObject, readFlaw } from './shape.ts'
import { unwrapAnswer } from './wrapping.ts'

/** Most findings in one answer; the design's default. More means that the model, or code that it read, went wild. */
export const MAX_FINDINGS = 1000

const VERDICTS: ReadonlySet<unknown> = new Set<FileVerdict>(['findings', 'clean', 'not-reviewed'])

/** Problems beyond this are counted, not listed: a repair needs examples, not all of them. */
const MOST_PROBLEMS = 20

/** What an answer must account for to be a review. */
export interface ParseReviewOptions {
  /** The files that the model was given. Each must have a verdict. */
  readonly paths: readonly string[]
  /** The code of these files, so that a finding in a path that none of them has can be placed by its quote. @default none */
  readonly files?: readonly SourceFile[]
  /** @default 1000 */
  readonly maxFindings?: number
}

/** What a model says of one file. */
export interface FileNote {
  readonly verdict: FileVerdict
  readonly note: string | null
}

/** A model’s review, or why its answer is none. */
export type ParsedReview =
  | {
      readonly ok: true
      readonly flaws: readonly ReportedFlaw[]
      /** By path as it was given; one entry for every file. */
      readonly verdicts: ReadonlyMap<string, FileNote>
      /** What was put right: impossible line numbers, a score below the word beside it. */
      readonly dropped: readonly Problem[]
    }
  | {
      readonly ok: false
      readonly problems: readonly Problem[]
      /** True when the text was cut, rather than wrong. */
      readonly truncated: boolean
      /** Flaws that were well-formed in an answer that as a whole proves nothing, of a cut answer too. */
      readonly kept: readonly ReportedFlaw[]
      /** Those of them whose path none of the given files has; each is kept with the first file, and says so. */
      readonly unplaced: readonly ReportedFlaw[]
    }

/**
 * Reads a model's answer to a review, strictly: an answer is whole and keeps the schema, or it is refused with every
 * reason. Only then may "no findings" mean something.
 */
export function parseReview(text: string, options: ParseReviewOptions): ParsedReview {
  const { maxFindings = MAX_FINDINGS, paths } = options
  const find = pathFinder(paths, quoteHolder(options.files ?? []))
  const answer = unwrapAnswer(text)
  const parsed = parseDocument(answer)
  // What is wrong with an entry that was saved from a broken text is told nowhere: the text's own fault comes first.
  if (!parsed.ok) return { ...parsed, ...readFlaws(salvageEntries(answer, maxFindings), { find, paths }, [], []) }
  const { value } = parsed
  const problems: Problem[] = []
  if (!isObject(value)) return refused(problems, '', 'an object', value)
  const findings = list(value, 'findings', problems)
  const files = list(value, 'files', problems)
  const end = value['end']
  if (end !== 'end-of-review') add(problems, 'end', '"end-of-review", the finish marker', end)
  if (findings.length > maxFindings) {
    const read = readFlaws(findings.slice(0, maxFindings), { find, paths }, [], [])
    return { ...refused(problems, 'findings', `a list of at most ${maxFindings}`, findings), ...read }
  }
  const dropped: Problem[] = []
  const { kept: flaws, unplaced } = readFlaws(findings, { find, paths }, problems, dropped)
  const verdicts = readVerdicts(files, find, problems, dropped)
  checkAccounted(options.paths, verdicts, flaws, problems)
  if (problems.length > 0) return { ok: false, problems: shortened(problems), truncated: false, kept: flaws, unplaced }
  return { ok: true, flaws, verdicts, dropped }
}

function refused(problems: Problem[], path: string, rule: string, value: unknown): Extract<ParsedReview, { readonly ok: false }> {
  add(problems, path, rule, value)
  return { ok: false, problems, truncated: false, kept: [], unplaced: [] }
}

function list(value: JsonObject, name: string, problems: Problem[]): readonly unknown[] {
  const found = value[name]
  if (Array.isArray(found)) return found
  add(problems, name, 'a list', found)
  return []
}

/** How the path of a finding is read. */
interface Places {
  readonly find: FindPath
  readonly paths: readonly string[]
}

/** Quotes shorter than this stand in half of all files. */
const LEAST_QUOTE = 8

/** Most looks for quotes in one answer, and lines of a file in which one is looked for: a path is only guessed by them. */
const MOST_LOOKS = 200

function quoteHolder(files: readonly SourceFile[]): HoldsQuote {
  const byPath = new Map(files.map((file) => [file.path, file]))
  let looks = 0
  return (path, snippet) => {
    const file = byPath.get(path)
    if (!file || snippet.trim().length < LEAST_QUOTE || ++looks > MOST_LOOKS) return false
    return anchorQuote(file, { snippet, startLine: 1, endLine: 1 }).status !== 'missing'
  }
}

function readFlaws(
  findings: readonly unknown[],
  { find, paths }: Places,
  problems: Problem[],
  dropped: Problem[],
): Pick<Extract<ParsedReview, { readonly ok: false }>, 'kept' | 'unplaced'> {
  const kept: ReportedFlaw[] = []
  const unplaced: ReportedFlaw[] = []
  for (const [index, entry] of findings.entries()) {
    const at = `findings[${index}]`
    const flaw = readFlaw(entry, at, problems)
    if (!flaw) continue
    const path = find(flaw.path, flaw.snippet)
    if (path === undefined) problems.push({ path: `${at}.path`, rule: 'one of the given files', value: shownValue(flaw.path) })
    noteSeverity(flaw, at, dropped)
    const placed = path === undefined ? withFirst(flaw, paths) : { ...flaw, path }
    const told = { ...placed, ...plainLines(flaw, at, dropped) }
    kept.push(told)
    if (path === undefined) unplaced.push(told)
  }
  return { kept, unplaced }
}

/** Nothing that was told may vanish: a flaw in a path that no given file has stays with the call's first file, and says so. */
function withFirst(flaw: ReportedFlaw, [first = flaw.path]: readonly string[]): ReportedFlaw {
  const reasoning = `Reported in “${clipped(flaw.path, LONGEST_TITLE)}”, which was not part of the request. ${flaw.reasoning}`
  return { ...flaw, path: first, reasoning }
}

/** Of word and score the more severe counts; where that is the word, the answer contradicts itself, and that is told. */
function noteSeverity({ severity, cvss }: ReportedFlaw, at: string, dropped: Problem[]): void {
  if (!cvss) return
  const score = cvssScore(cvssVector(cvss))
  if (severityRank(severityOfScore(score)) < severityRank(severity))
    dropped.push({ path: `${at}.cvss`, rule: `as severe as the word "${severity}", which counts`, value: `a score of ${score}` })
}

/** Lines are only a hint, because the quote decides; impossible ones are put right and noted, the finding stays. */
function plainLines(flaw: ReportedFlaw, at: string, dropped: Problem[]): Pick<ReportedFlaw, 'startLine' | 'endLine'> {
  const startLine = Math.max(1, Math.min(Math.trunc(flaw.startLine), 10_000_000))
  const endLine = Math.max(startLine, Math.min(Math.trunc(flaw.endLine), 10_000_000))
  if (startLine !== flaw.startLine) add(dropped, `${at}.startLine`, 'a line number of at least 1', flaw.startLine)
  if (endLine !== flaw.endLine) add(dropped, `${at}.endLine`, 'a line number not before startLine', flaw.endLine)
  return { startLine, endLine }
}

function readVerdicts(files: readonly unknown[], find: FindPath, problems: Problem[], dropped: Problem[]): Map<string, FileNote> {
  const verdicts = new Map<string, FileNote>()
  for (const [index, entry] of files.entries()) {
    const at = `files[${index}]`
    if (!isObject(entry) || typeof entry['path'] !== 'string') {
      add(problems, at, 'an object with a path', entry)
      continue
    }
    const { verdict, note } = entry
    if (!VERDICTS.has(verdict)) {
      add(problems, `${at}.verdict`, `one of ${[...VERDICTS].join(', ')}`, verdict)
      continue
    }
    const path = find(entry['path'])
    if (path === undefined) add(dropped, `${at}.path`, 'one of the given files', entry['path'])
    else if (verdicts.has(path) && verdicts.get(path)?.verdict !== verdict)
      add(problems, `${at}.verdict`, 'the same as the earlier verdict on this file', verdict)
    else verdicts.set(path, { verdict: verdict as FileVerdict, note: typeof note === 'string' ? note : null })
  }
  return verdicts
}

/** Every file must be accounted for, and a verdict must agree with the findings. */
function checkAccounted(
  paths: readonly string[],
  verdicts: Map<string, FileNote>,
  flaws: readonly ReportedFlaw[],
  problems: Problem[],
): void {
  const withFlaws = new Set(flaws.map((flaw) => flaw.path))
  // A malformed finding may be the one that a verdict speaks of, and is told already.
  const wellFormed = problems.length === 0
  for (const path of paths) {
    const found = verdicts.get(path)
    if (!found) add(problems, 'files', `a list with an entry for ${path}`, 'none')
    // A finding outweighs "clean". It does not outweigh "not reviewed": part of the file may be unread.
    else if (withFlaws.has(path)) {
      if (found.verdict === 'clean') verdicts.set(path, { ...found, verdict: 'findings' })
    } else if (found.verdict === 'findings' && wellFormed)
      add(problems, 'findings', `a list with a finding in ${path}, as its verdict says`, 'none')
  }
}

function shortened(problems: readonly Problem[]): readonly Problem[] {
  if (problems.length <= MOST_PROBLEMS) return problems
  const more = problems.length - MOST_PROBLEMS
  return [...problems.slice(0, MOST_PROBLEMS), { path: '', rule: `without ${more} more problems of these kinds` }]
}
