import type { ReportedFlaw, SourceFile } from '@understudy/spec'
import { anchorQuote, type Place } from '../anchor/anchor.ts'
import { anchorInDiff } from '../anchor/removed.ts'
import { quoteReadings } from '../anchor/normalise.ts'
import { normaliseConfidence, type NumberScale } from '../confidence/confidence.ts'
import { normaliseCwe } from '../cwe/normalise.ts'
import { familyText } from '../family/text.ts'
import { fingerprintV1 } from '../fingerprint/fingerprint.ts'
import { type KeyStatement, keyStatement } from '../fingerprint/key-statement.ts'
import { normaliseCode } from '../fingerprint/statements.ts'
import { severityOf } from '../severity/severity.ts'
import { clipped, LONGEST_TEXT, LONGEST_TITLE } from './text.ts'
import type { AnchorStatus, Finding, Provenance } from './finding.ts'

/** What a reported flaw is anchored and fingerprinted with. */
export interface ToFindingOptions {
  /** New path to old path, so that a renamed file's findings keep their fingerprints. */
  readonly renames?: ReadonlyMap<string, string>
  /** The file before a change, so that quotes of removed lines are found too. */
  readonly before?: SourceFile
  /** Scale of the answer's confidences, see `confidenceScale`. @default 'unit', as the prompt asks for */
  readonly confidenceScale?: NumberScale
}

/**
 * Makes a finding of what a model reported: anchors the quote, normalises CWE, severity and confidence (the model's own
 * words kept beside ours), and fingerprints. Give the whole file, not a chunk of it, so that equal lines are told apart
 * the same way in every run.
 */
export function toFinding(flaw: ReportedFlaw, file: SourceFile, provenance: Provenance, options: ToFindingOptions = {}): Finding {
  const place = options.before ? anchorInDiff(file, options.before, flaw) : anchorQuote(file, flaw)
  const { code, ordinal, line: keyLine, function: around } = identityOf(flaw, file, place)
  const path = options.renames?.get(file.path) ?? file.path
  const fingerprint = fingerprintV1({ path, family: flaw.family, code, ordinal })
  const { startLine, endLine, ...anchor } = place
  return {
    schemaVersion: 1,
    id: fingerprint.slice(0, 12),
    fingerprint: { v1: fingerprint },
    ruleId: flaw.family,
    family: flaw.family,
    cwe: normaliseCwe(flaw.cwe === null ? [] : [flaw.cwe]),
    // A finding without a name could not be told from another in a list.
    title: clipped(flaw.title, LONGEST_TITLE) || familyText(flaw.family).title,
    message: clipped(flaw.reasoning, LONGEST_TEXT),
    locations: [
      { path: file.path, startLine, endLine, role: 'sink', anchor: { ...anchor, keyLine, ...(around && { function: around }) } },
    ],
    severity: severityOf(flaw.severity, flaw.cvss),
    confidence: normaliseConfidence(flaw.confidence, place.status, options.confidenceScale),
    evidence: [],
    remediation: flaw.remediation === null ? null : clipped(flaw.remediation, LONGEST_TEXT),
    task: provenance.task,
    provenance,
    extensions: {},
  }
}

const NOT_IN_FILE: ReadonlySet<AnchorStatus> = new Set(['missing', 'removed'])

/** A statement longer than this is a minified file; what was quoted of it says more than the whole. */
const LONGEST_STATEMENT = 2000

/** A quote that is nowhere in the file identifies itself, so that the same invention is the same finding again. */
function identityOf(flaw: ReportedFlaw, file: SourceFile, place: Place): KeyStatement {
  const statement = NOT_IN_FILE.has(place.status) ? null : keyStatement(file, place.startLine, place.endLine, flaw.family)
  if (statement && statement.code.length <= LONGEST_STATEMENT) return statement
  const quoted = normaliseCode(quoteReadings(flaw.snippet).at(-1)?.join('\n') ?? '')
  if (statement && quoted === '') return statement
  return { code: quoted, ordinal: 0, line: place.startLine }
}
