/** Shapes of vendors' keys and tokens. Values that are known are removed by value first; this catches the rest. */
const SECRET_SHAPES =
  /\b(?:sk-[\w-]{8,}|AIza[\w-]{20,}|gh[pousr]_\w{16,}|github_pat_\w{20,}|xox[abprs]-[\w-]{10,}|Bearer\s+[\w.~+/=-]{8,}|eyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]+)/g

const LONGEST_SENTENCE = 200

/** A vendor's sentence made fit to keep: known secrets and key shapes out, control characters out, at most 200 characters. */
export function safeSentence(text: string, secrets: readonly string[] = []): string {
  let safe = text
  for (const secret of secrets) if (secret.length >= 4) safe = safe.replaceAll(secret, '<redacted>')
  safe = safe.replace(SECRET_SHAPES, '<redacted>')
  // oxlint-disable-next-line no-control-regex -- control characters are what is being removed
  safe = safe.replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069]+/g, ' ').trim()
  return safe.length > LONGEST_SENTENCE ? `${safe.slice(0, LONGEST_SENTENCE - 1)}…` : safe
}
