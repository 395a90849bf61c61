import type { ErrorWords } from './error-words.ts'

/** Whose words are no evidence: they were there before anything failed. */
export interface OwnWords {
  /** The asked model, as it was written. */
  readonly model?: string | undefined
  /** The asked address. */
  readonly address?: string | undefined
}

const LONGEST_TEXT = 2_000
const LONGEST_MODEL = 100
const MOST_TOKENS = 14

/** Stands where a model was named. */
export const MODEL = '<model>'

/** What a body says, cut and without the names of models and addresses. */
export interface EvidenceText {
  /** Its sentences, one a line. */
  readonly said: string
  /** Its codes as words, one a line. */
  readonly codes: string
}

/**
 * Makes one bounded text of all sentences, and one of all codes. A model may be called `batch-file-1`, and an address may
 * have `assistants` in it: their words are no evidence.
 */
export function evidenceText(words: ErrorWords | null, own: OwnWords): EvidenceText {
  if (!words) return { said: '', codes: '' }
  const sentences = words.sentences ?? []
  const all = words.message === undefined || sentences.includes(words.message) ? sentences : [words.message, ...sentences]
  const said = all.join('\n').slice(0, LONGEST_TEXT).replaceAll(/[’‘´]/g, "'").replaceAll(/[“”]/g, '"')
  return {
    said: withoutQuotedModels(withoutModel(withoutAddresses(said, own.address), own.model)).replaceAll('_', ' '),
    codes: withoutModel(codesOf(words).map(inWords).join('\n').slice(0, LONGEST_TEXT), own.model),
  }
}

export const codesOf = ({ codes, type, code }: ErrorWords): readonly string[] =>
  codes ?? [type, code].filter((word) => word !== undefined)

/** `content_policy_violation`, `DataInspectionFailed` and `contentFilter` as words. */
const inWords = (code: string): string => code.replaceAll(/([a-z])([A-Z])/g, '$1 $2').replaceAll(/[_.]/g, ' ')

function withoutAddresses(text: string, address: string | undefined): string {
  const host = address !== undefined && URL.canParse(address) ? new URL(address).hostname : undefined
  const bare = text
    .replaceAll(/\bhttps?:\/\/[^\s"'<>)\]]{1,300}/gi, '<url>')
    .replaceAll(/\b(?:[a-z\d-]{1,63}\.){1,4}[a-z]{2,10}\/[^\s"'<>)\]]{0,200}/gi, '<url>')
    .replaceAll(/(^|[\s("'`])\/[\w./{}:-]{2,200}/g, '$1<path>')
  return host ? bare.replaceAll(host, '<url>') : bare
}

function withoutModel(text: string, model: string | undefined): string {
  if (model === undefined) return text
  const whole = model.slice(0, LONGEST_MODEL)
  const last = whole.slice(whole.lastIndexOf('/') + 1)
  // Sentences name a model without the date of its snapshot, and with spaces for its dashes.
  const names = [whole, last, last.replace(/[-@:.]\d{4}-?\d{2}-?\d{2}.{0,20}$/, '')]
    .map(tokensOf)
    .filter((tokens) => tokens.length > 0)
  const longestFirst = names.toSorted((a, b) => b.length - a.length).map((tokens) => tokens.join('[^a-z0-9\\n]{1,3}'))
  return text.replaceAll(new RegExp(`(?<![a-z0-9])(?:${longestFirst.join('|')})(?![a-z0-9])`, 'gi'), MODEL)
}

const tokensOf = (name: string): string[] =>
  name
    .split(/[^a-z0-9]+/i)
    .filter(Boolean)
    .slice(0, MOST_TOKENS)

/** Gateways and deployments name a model that nobody asked for by that name. */
const withoutQuotedModels = (text: string): string =>
  text
    .replaceAll(/\b((?:model|deployment|engine)s?(?: id| name| identifier)?\b[ :=]{0,3})(["'`])[^"'`\n]{1,120}\2/gi, `$1${MODEL}`)
    .replaceAll(/(["'`])(?:[\w.@:-]{1,60}\/)?[\w.@:/-]{1,80}\1(?= (?:model|deployment)\b)/gi, MODEL)
    .replaceAll(/\b(?:publishers|models|accounts)\/[\w./@:-]{1,120}/gi, MODEL)
