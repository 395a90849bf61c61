import { looksDrawn, looksLikeKey } from './redact-shapes.ts'

const LONGEST_SENTENCE = 200
const LONGEST_NAME = 200
/** Nothing reads more than this of a text from outside. */
const LONGEST_READ = 2_000
/** Stands for what was taken out. */
const REDACTED = '<redacted>'

/** What separates words; everything else may be part of a key. */
const WORD = /[^\s"'`<>(){}[\],;|]{8,}/g
/** What follows these is a credential, whatever it looks like. */
const SCHEME = /\b(Bearer|Basic|Token) +[\w.~+/=:-]{8,}/g
const USERINFO = /\b([a-z][a-z\d+.-]{0,20}:\/\/)[^\s/?#@]{1,256}@/gi

/**
 * A text from outside made fit to keep, and the one way to do it: cut before anything reads it; known secrets, whatever
 * looks like a key by its shape or its entropy, passwords in addresses and control characters out; at most 200 characters.
 */
export function safeSentence(text: string, secrets: readonly string[] = []): string {
  return shortened(clean(text, secrets, looksDrawn), LONGEST_SENTENCE)
}

/** A request id or a model's name made fit to keep. Those are often drawn by chance, so only a service's own forms of keys go. */
export function safeName(text: string, secrets: readonly string[] = []): string {
  return shortened(clean(text, secrets, looksLikeKey), LONGEST_NAME)
}

function clean(text: string, secrets: readonly string[], isSecret: (word: string) => boolean): string {
  return withoutSecrets(plain(cut(text)), secrets)
    .replaceAll(SCHEME, REDACTED)
    .replaceAll(USERINFO, `$1${REDACTED}@`)
    .replaceAll(WORD, (word) => (isSecret(word) ? hidden(word) : word))
}

/** An address without the name and password in it. */
export const hideUserinfo = (text: string): string => text.replaceAll(USERINFO, `$1${REDACTED}@`)

/** A cut may have halved a key that would have been known whole, so the last word goes as well. */
function cut(text: string): string {
  if (text.length <= LONGEST_READ) return text
  const head = text.slice(0, LONGEST_READ)
  const end = Math.max(head.lastIndexOf(' '), head.lastIndexOf('\n'))
  return end === -1 ? REDACTED : head.slice(0, end)
}

function withoutSecrets(text: string, secrets: readonly string[]): string {
  let safe = text
  for (const secret of secrets) if (secret.length >= 4) for (const form of formsOf(secret)) safe = safe.replaceAll(form, REDACTED)
  return safe
}

/** A key as it is, in an address, and as the end of a basic credential. */
const formsOf = (secret: string): readonly string[] =>
  /^[\x21-\x7e]+$/.test(secret) ? [secret, encodeURIComponent(secret), btoa(secret), btoa(secret).replace(/=+$/, '')] : [secret]

/** What stands around a key in one word stays: `api_key:`, a closing full stop. */
const hidden = (word: string): string => {
  const lead = /^(?:[A-Za-z][\w-]{0,30}[:=])+/.exec(word)?.[0] ?? ''
  const tail = /[.!?:]+$/.exec(word)?.[0] ?? ''
  return `${lead}${REDACTED}${tail}`
}

/** What nobody sees is taken out, so that it parts no key; what moves a cursor becomes a space. */
const plain = (text: string): string =>
  text
    .replaceAll(/[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+/g, '')
    // oxlint-disable-next-line no-control-regex -- control characters are what is being removed
    .replaceAll(/[\u0000-\u001f\u007f-\u009f]+/g, ' ')
    .trim()

const shortened = (text: string, longest: number): string => (text.length > longest ? `${text.slice(0, longest - 1)}…` : text)
