import type { Family, Severity, TaskName } from '@understudy/spec'

/** What a location shows: where data comes in, where it does harm, or which check is missing or weak. */
export type LocationRole = 'source' | 'sink' | 'control' | 'related'

/**
 * How the quoted lines were found in the file; the quote decides, not the stated number.
 * - `exact`: verbatim, at the stated line.
 * - `normalised`: at the stated line, but for layout: white space, comments, quotation marks, escapes.
 * - `moved`: verbatim or but for layout, at another line than stated.
 * - `fuzzy`: no such lines, but lines with at least 90 % of the same tokens, or with the parts around an ellipsis in their order.
 * - `ambiguous`: several places fit equally well; the first was taken.
 * - `removed`: only in the old side of a diff; placed where it stood.
 * - `missing`: nowhere in the file. The finding is kept, and its confidence halved.
 * - `stated`: nothing was quoted, as in many imports; the stated lines were taken as they are.
 */
export type AnchorStatus = 'exact' | 'normalised' | 'moved' | 'fuzzy' | 'ambiguous' | 'removed' | 'missing' | 'stated'

/** How a quote was found in its file, and where. */
export interface Anchor {
  readonly status: AnchorStatus
  /** The lines as they stand in the file, or the quote itself when it is missing there. */
  readonly snippet: string
  /** Lines between the stated and the found place; 0 when they agree. */
  readonly offset: number
  /** The line that the reporter stated. */
  readonly statedLine: number
  /**
   * Where the statement starts that the flaw is known by. Quotes differ by a line from run to run, this does not, so
   * alerts are placed here. Equal to `startLine` when the quote is missing.
   */
  readonly keyLine: number
  /** The function around that statement; absent outside functions and where the code was not given. */
  readonly function?: EnclosingFunction
}

/** A function, as far as telling it from others needs. */
export interface EnclosingFunction {
  readonly startLine: number
  readonly endLine: number
  /** Of its first statement: the same for the function wherever it is moved and whatever is done to its body. */
  readonly header: string
  /** Of all its code, layout and comments aside: an acceptance ends where the function is another one. */
  readonly hash: string
}

/** One place of a finding in the code. */
export interface Location {
  readonly path: string
  /** 1-based, inclusive. */
  readonly startLine: number
  readonly endLine: number
  readonly role: LocationRole
  readonly anchor: Anchor
}

/** How bad, on our scale, and whence. */
export interface FindingSeverity {
  readonly level: Severity
  /** `components`: scored from CVSS v4.0 base metrics; `model`: its word; `calibrated`: shifted by a profile; `rule`: an import's rule. */
  readonly basis: 'model' | 'components' | 'calibrated' | 'rule'
  /** The reporter's own word, untouched. */
  readonly raw: string
  /** CVSS v4.0 vector, when components were stated. */
  readonly vector?: string
  /** CVSS v4.0 base score, 0 to 10. */
  readonly score?: number
}

/** How sure, brought to 0..1. */
export interface FindingConfidence {
  /** 0 to 1, after the anchor was taken into account; null when nothing was said. */
  readonly value: number | null
  /** As it was stated. */
  readonly raw: number | string | null
  /** The scale that `raw` was read on. */
  readonly scale: 'unit' | 'ten' | 'hundred' | 'word' | 'none'
  /** How many runs and models reported it, once several were merged. */
  readonly support?: { readonly runs: number; readonly models: readonly string[] }
}

/** The weakness ids of a finding: as reported, and as they are compared. */
export interface FindingCwe {
  /** Ids as the reporter wrote them. */
  readonly reported: readonly string[]
  /** `CWE-89`, or null when none could be read. */
  readonly canonical: string | null
  /** `specific`: fit for mapping; `coarse`: MITRE discourages or prohibits it, so only the family is compared; `unknown`: no such id. */
  readonly level: 'specific' | 'coarse' | 'unknown'
}

/** Who said it, and how the answer came about. */
export interface Provenance {
  readonly requestedModel: string
  /** The model that the vendor says answered; every statistic is kept by this one. */
  readonly servedModel: string
  readonly provider: string
  /** Short id of the target, `vendor/model`. */
  readonly target: string
  readonly promptVersion: string
  readonly schemaVersion: number
  /** 1-based number of the attempt within its execution. */
  readonly attempt: number
  /** Why the first choice did not answer, when it did not. */
  readonly failoverReason?: string
  /** True for an engine whose silence proves nothing. */
  readonly degraded: boolean
  readonly task: TaskName
}

/** One flaw, in the same shape whoever found it. Version 1; unknown members are kept when a document is read. */
export interface Finding {
  readonly schemaVersion: 1
  /** Short name within a report: the first 12 digits of the fingerprint. */
  readonly id: string
  /** Stable identity: sha256 of path, family, the anchored lines and their ordinal. No line, model, wording or severity. */
  readonly fingerprint: { readonly v1: string }
  /** The same across models and runs: the family. */
  readonly ruleId: string
  readonly family: Family
  readonly cwe: FindingCwe
  readonly title: string
  readonly message: string
  /** The first one is the place to show. */
  readonly locations: readonly [Location, ...Location[]]
  readonly severity: FindingSeverity
  readonly confidence: FindingConfidence
  /** Further proof in words: traces, quotes, a second opinion. */
  readonly evidence: readonly string[]
  readonly remediation: string | null
  readonly task: TaskName
  readonly provenance: Provenance
  /** What other tools said that has no place here; kept for round trips. */
  readonly extensions: Readonly<Record<string, unknown>>
}
