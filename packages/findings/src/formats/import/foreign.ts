import type { SourceFile } from '@understudy/spec'
import { anchorQuote, type Place } from '../../anchor/anchor.ts'
import { sourceIndex } from '../../anchor/source-index.ts'
import { normaliseConfidence, type NumberScale } from '../../confidence/confidence.ts'
import { normaliseCwe } from '../../cwe/normalise.ts'
import { readFamily } from '../../family/family.ts'
import type { Finding, FindingSeverity, Location } from '../../finding/finding.ts'
import { clipped, LONGEST_TEXT, LONGEST_TITLE } from '../../finding/text.ts'
import { fingerprintV1 } from '../../fingerprint/fingerprint.ts'
import { keyStatement } from '../../fingerprint/key-statement.ts'
import { normaliseCode } from '../../fingerprint/statements.ts'
import { severityOfScore } from '../../severity/cvss.ts'
import { readSeverity } from '../../severity/severity.ts'
import type { ForeignFinding, ForeignPlace, ImportOptions } from './imported.ts'
import type { Reading } from './reading.ts'

/** Brings other tools' findings to our shape, one document at a time. */
export function foreignConverter(
  { sources }: ImportOptions,
  reading: Reading,
  scale: NumberScale = 'unit',
): (foreign: ForeignFinding, at: string) => Finding {
  const files = new Map<string, SourceFile>()
  /** How many findings without any code were seen of one file and rule: all that tells them apart. */
  const blind = new Map<string, number>()
  return (foreign, at) => {
    const family = readFamily(foreign.rule, foreign.cwes, foreign.ruleTitle)
    const file = sourceFile(foreign.path, sources, files)
    const place = file ? anchored(file, foreign, at, reading) : unanchored(foreign)
    const statement = file && place.status !== 'missing' ? keyStatement(file, place.startLine, place.endLine, family) : null
    const quoted = normaliseCode(foreign.snippet)
    const blindKey = `${foreign.path}\0${foreign.rule}`
    const ordinal = statement?.ordinal ?? (quoted === '' ? (blind.get(blindKey) ?? 0) : 0)
    if (!statement && quoted === '') blind.set(blindKey, ordinal + 1)
    const code = statement?.code ?? (quoted || `rule:${foreign.rule}`)
    const fingerprint = fingerprintV1({ path: foreign.path, family, code, ordinal })
    const { startLine, endLine, ...anchor } = place
    return {
      ...toldOf(foreign, fingerprint),
      ruleId: family,
      family,
      cwe: normaliseCwe(foreign.cwes),
      locations: [
        {
          path: foreign.path,
          startLine,
          endLine,
          role: 'sink',
          anchor: {
            ...anchor,
            keyLine: statement?.line ?? startLine,
            ...(statement?.function && { function: statement.function }),
          },
        },
        ...(foreign.others ?? []).map((other) => otherLocation(other, sourceFile(other.path, sources, files))),
      ],
      severity: foreignSeverity(foreign.severity),
      confidence: normaliseConfidence(foreign.confidence, place.status, scale),
    }
  }
}

/** A place beyond the end of the file is of another version of it, so nothing there is what was meant. */
function anchored(file: SourceFile, foreign: ForeignFinding, at: string, reading: Reading): Place {
  const place = anchorQuote(file, foreign)
  const lines = sourceIndex(file).lines.length
  if (foreign.startLine <= lines || (place.status !== 'stated' && place.status !== 'missing')) return place
  reading.lost(at, `in a file that has the line (${foreign.path} has ${lines})`, foreign.startLine)
  return { ...place, status: 'missing' }
}

type Told = Omit<Finding, 'ruleId' | 'family' | 'cwe' | 'locations' | 'severity' | 'confidence'>

function toldOf(foreign: ForeignFinding, fingerprint: string): Told {
  const model = foreign.model ?? foreign.tool
  return {
    schemaVersion: 1,
    id: fingerprint.slice(0, 12),
    fingerprint: { v1: fingerprint },
    title: clipped(foreign.title, LONGEST_TITLE) || foreign.rule,
    message: clipped(foreign.message, LONGEST_TEXT),
    evidence: foreign.evidence ?? [],
    remediation: foreign.remediation,
    task: 'review.files',
    provenance: {
      requestedModel: model,
      servedModel: model,
      provider: 'import',
      target: `import/${foreign.tool}`,
      promptVersion: 'imported',
      schemaVersion: 1,
      attempt: 0,
      degraded: false,
      task: 'review.files',
    },
    extensions: { ...foreign.extensions, foreignRule: foreign.rule },
  }
}

function sourceFile(path: string, sources: ImportOptions['sources'], files: Map<string, SourceFile>): SourceFile | undefined {
  const content = sources?.get(path)
  if (content === undefined) return undefined
  const file = files.get(path) ?? { path, content }
  files.set(path, file)
  return file
}

function otherLocation(other: ForeignPlace, file: SourceFile | undefined): Location {
  const { startLine, endLine, ...anchor } = file ? anchorQuote(file, other) : unanchored(other)
  return { path: other.path, startLine, endLine, role: other.role, anchor: { ...anchor, keyLine: startLine } }
}

function unanchored({ snippet, startLine, endLine }: Pick<ForeignFinding, 'snippet' | 'startLine' | 'endLine'>): Place {
  return { status: 'stated', startLine, endLine: Math.max(startLine, endLine), snippet, offset: 0, statedLine: startLine }
}

/** A word that means nothing here, such as `Unknown`, counts as medium and keeps its spelling beside it. */
function foreignSeverity({ word, level, score, fromRule }: ForeignFinding['severity']): FindingSeverity {
  const scored = score === undefined ? undefined : severityOfScore(score)
  return {
    level: level ?? readSeverity(word) ?? scored ?? 'medium',
    basis: fromRule ? 'rule' : 'model',
    raw: word,
    ...(score !== undefined && { score }),
  }
}
