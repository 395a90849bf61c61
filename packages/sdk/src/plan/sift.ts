import type { ReviewFile } from './input.ts'
import { lineOverBudget } from './cut.ts'
import { splitLines } from './lines.ts'
import type { ReviewSource } from './source.ts'
import { DEFAULT_CALL_TOKENS } from './tokens.ts'

/** A file that is not sent to any model, with the reason for the coverage. */
export interface SetAside {
  readonly path: string
  /** In words. */
  readonly reason: string
  /** True when it may hold code, so that leaving it out makes the review incomplete. */
  readonly incomplete: boolean
}

export interface Sifted {
  readonly sources: readonly ReviewSource[]
  readonly setAside: readonly SetAside[]
}

export interface SiftLimits {
  readonly maxFileBytes: number
  readonly pieceTokens: number
}

/** How much of a file is looked at to tell binary from text; git does the same with 8,000 bytes. */
const BINARY_PROBE = 8_000

// oxlint-disable-next-line no-control-regex -- a path that could break out of its announcement line
const UNSAFE_PATH = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/

/** Half of a pair: text cut in the middle of a character, or never text. */
const LONE_SURROGATE = /\p{Surrogate}/u

/** Text of a file, or why there is none. */
function textOf(content: string | Uint8Array): { readonly text: string } | { readonly reason: string } {
  const isBinary =
    typeof content === 'string' ? content.slice(0, BINARY_PROBE).includes('\0') : content.subarray(0, BINARY_PROBE).includes(0)
  if (isBinary) return { reason: 'binary: it holds NUL characters' }
  if (typeof content === 'string') return LONE_SURROGATE.test(content) ? { reason: 'not valid Unicode text' } : { text: content }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(content) }
  } catch {
    return { reason: 'not valid UTF-8' }
  }
}

const byteLength = (content: string | Uint8Array): number =>
  typeof content === 'string' ? Buffer.byteLength(content) : content.byteLength

const readableBytes = (bytes: number): string =>
  bytes >= 2 ** 20 ? `${(bytes / 2 ** 20).toFixed(1)} MB` : `${Math.ceil(bytes / 1024)} KB`

/** Line ends as far as no reader of code tells them apart. A carriage return alone is none to a shell. */
const lineFeeds = (text: string): string => text.replaceAll('\r\n', '\n').replace(/\n$/, '')

function siftOne(file: ReviewFile, limits: SiftLimits): ReviewSource | SetAside {
  const { path } = file
  if (UNSAFE_PATH.test(path))
    return { path, incomplete: true, reason: 'the path holds control characters and cannot be announced to a model' }
  const bytes = byteLength(file.content)
  if (bytes > limits.maxFileBytes)
    return {
      path,
      incomplete: true,
      reason: `${readableBytes(bytes)}, over the limit of ${readableBytes(limits.maxFileBytes)}`,
    }
  const text = textOf(file.content)
  if ('reason' in text) return { path, incomplete: true, reason: text.reason }
  // What a change takes away is reviewed, though nothing is left of the file.
  if (text.text.trim() === '' && (file.before ?? '').trim() === '') return { path, incomplete: false, reason: 'empty' }
  if (file.before === text.text) return { path, incomplete: false, reason: 'not changed' }
  if (file.before !== undefined && lineFeeds(file.before) === lineFeeds(text.text))
    return { path, incomplete: false, reason: 'only its line ends changed' }
  const source = { path, content: text.text, ...(file.before !== undefined && { before: file.before }) }
  const long = lineOverBudget(source, limits.pieceTokens)
  if (long !== null)
    return { path, incomplete: true, reason: `line ${long} is too long for one call; minified or generated code` }
  return source
}

/** Separates what can be reviewed from what cannot; nothing is lost on the way. */
export function sift(files: readonly ReviewFile[], limits: SiftLimits): Sifted {
  const sources: ReviewSource[] = []
  const setAside: SetAside[] = []
  for (const file of files) {
    const sifted = siftOne(file, limits)
    if ('incomplete' in sifted) setAside.push(sifted)
    else sources.push(sifted)
  }
  return { sources, setAside }
}

/**
 * Why a review would not send a file, or null when it would: the same judgement as a review's, without asking anybody. What a
 * change removes counts. `incomplete` is true when the file may hold code, so that leaving it out makes a review incomplete.
 */
export function reasonNotSent(
  file: ReviewFile,
  limits: { readonly maxFileBytes?: number } = {},
): { readonly reason: string; readonly incomplete: boolean } | null {
  const all = { maxFileBytes: limits.maxFileBytes ?? Number.POSITIVE_INFINITY, pieceTokens: DEFAULT_CALL_TOKENS }
  const sifted = siftOne(file, all)
  if ('incomplete' in sifted) return { reason: sifted.reason, incomplete: sifted.incomplete }
  const long = lineOverBudget({ path: file.path, content: file.before ?? '' }, DEFAULT_CALL_TOKENS)
  const removed = long !== null && !splitLines(sifted.content).includes(splitLines(file.before ?? '')[long - 1] ?? '')
  return removed ? { reason: `removed line ${long} is too long for one call`, incomplete: true } : null
}
