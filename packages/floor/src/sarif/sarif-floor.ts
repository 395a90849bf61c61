import {
  type AttemptContext,
  checkMembers,
  checkText,
  type ModelAdapter,
  ModelFailure,
  refuseOption,
  type ReportedFlaw,
  type SourceFile,
} from '@understudy/spec'
import { type FileReview, floorAdapter } from '../adapter.ts'
import { HIGHEST_CONFIDENCE } from '../scan.ts'
import type { ImportedLog, ImportedResult, ReadLog } from './imported-log.ts'
import { placeOf } from './place.ts'

/** The log that stands in for the offline engine. */
export interface SarifFloorOptions {
  /** The log's file. Give this or `log`. */
  readonly path?: string
  /** The log itself, as JSON text. Give this or `path`. */
  readonly log?: string
  /** Reads the log: `importFindings` of `@understudy/findings`. */
  readonly read: ReadLog
}

const MODEL = 'sarif'
const ID = `floor/${MODEL}`

/**
 * A stronger floor: answers for each file what another scanner's SARIF log says of it. The log is read once, at the first
 * call. A file that the log is silent about is clean only when the log says that its scan was whole.
 * @throws InvalidOptionError
 */
export function sarifFloor(options: SarifFloorOptions): ModelAdapter {
  checkMembers('', options, ['path', 'log', 'read'])
  if ((options.path === undefined) === (options.log === undefined))
    refuseOption('path', 'given, or `log`, but not both', options.path)
  const path = options.path === undefined ? null : checkText('path', options.path)
  const log = options.log === undefined ? null : checkText('log', options.log)
  if (typeof options.read !== 'function') refuseOption('read', 'a function, such as importFindings', options.read)
  let loaded: Promise<ImportedLog> | undefined
  return floorAdapter({
    model: MODEL,
    async prepare(context) {
      // A log that cannot be read yet may be there at the next call.
      loaded ??= load(path, log, options.read, context).catch((error: unknown) => {
        loaded = undefined
        throw error
      })
      const { tool, complete, findings } = await loaded
      const byPath = Map.groupBy(findings, ({ locations }) => locations[0].path)
      return (file) => reviewOf(file, byPath.get(file.path) ?? [], tool, complete)
    },
  })
}

async function load(path: string | null, log: string | null, read: ReadLog, context: AttemptContext): Promise<ImportedLog> {
  const text =
    log ??
    (await context.runtime.files.readText(path ?? '').catch((cause: unknown) => {
      throw new ModelFailure(ID, 'unreachable', `The SARIF log cannot be read. Check the path given to sarifFloor.`, { cause })
    }))
  return read(text).catch((cause: unknown) => {
    const why = cause instanceof Error ? cause.message : 'It is not SARIF.'
    throw new ModelFailure(ID, 'malformed', `The SARIF log cannot be used. ${why}`, { cause })
  })
}

function reviewOf(file: SourceFile, results: readonly ImportedResult[], tool: string, complete: boolean | null): FileReview {
  const { path, content, firstLine = 1 } = file
  const lines = content.split('\n').map((line) => line.replace(/\r$/, ''))
  const findings: ReportedFlaw[] = []
  let moved = 0
  for (const result of results) {
    const { startLine, endLine, anchor } = result.locations[0]
    const shift = firstLine - 1
    const place = placeOf({ startLine: startLine - shift, endLine: endLine - shift }, anchor.snippet, lines)
    if (place && place.startLine >= 1) findings.push(flawOf(path, result, place, shift, lines, tool))
    // A piece of a file says nothing about results on its other lines.
    else if (startLine > shift && (firstLine === 1 || startLine <= shift + lines.length)) moved++
  }
  const note =
    moved > 0
      ? `${moved} of ${results.length} results of ${tool} point at code that is no longer in the file. Scan it again.`
      : findings.length === 0 && complete !== true
        ? `The log of ${tool} has nothing on this file and does not say that its scan was whole.`
        : null
  return { findings, entry: { path, verdict: note ? 'not-reviewed' : findings.length > 0 ? 'findings' : 'clean', note } }
}

function flawOf(
  path: string,
  { family, cwe, title, message, severity, remediation }: ImportedResult,
  { startLine, endLine }: { readonly startLine: number; readonly endLine: number },
  shift: number,
  lines: readonly string[],
  tool: string,
): ReportedFlaw {
  return {
    path,
    snippet: lines.slice(startLine - 1, endLine).join('\n'),
    startLine: startLine + shift,
    endLine: endLine + shift,
    reasoning: `${message} Reported by ${tool}.`,
    family,
    cwe: cwe.canonical,
    title,
    severity: severity.level,
    confidence: HIGHEST_CONFIDENCE,
    cvss: null,
    remediation,
  }
}
