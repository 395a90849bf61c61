const AFTER = String.raw`[\w+/=.~-]{8,}`
const BEFORE = String.raw`(?:^|[^A-Za-z0-9])`

/** Beginnings that services give to their keys and nobody gives to a word; what follows is one, however it looks. */
const CERTAIN = new RegExp(
  String.raw`${BEFORE}(?:sk-|sk_live_|sk_test_|[pr]k_live_|[pr]k_test_|gh[pousr]_|github_pat_|glpat-|xox[abeoprs]-|xapp-|AIza|ya29\.|GOCSPX-|hf_|gsk_|xai-|nvapi-|pplx-|tgp_v1_|shp(?:at|ca|pa|ss)_|npm_|pypi-|do[por]_v1_|SG\.|NRAK-|dckr_pat_|lin_api_|figd_|PMAK-|sntry[su]_|tskey-|hv[sb]\.|AGE-SECRET-KEY-|eyJ)${AFTER}|${BEFORE}A[KS]IA[0-9A-Z]{16}`,
)
/** Beginnings that words have as well; what follows must look mixed. */
const DOUBTFUL = new RegExp(
  String.raw`${BEFORE}(?:ABSK|api_org_|r8_|fw_|csk-|sq0[a-z]{3}-|EAAA|key-|mailgun-|ntn_|secret_|pat[-_]|dapi|ph[cx]_|rnd_|vercel_|vcp_|cf[aku]t_|jina_|tvly-|voy-|pa-|pcsk_|co-|AQ\.|bce-v3\/|lsv2_|gl[a-z]{2,6}-)${AFTER}`,
)

const LONGEST_ENTROPY_RUN = 200

/** Whether a word begins as some service's keys do. */
export const looksLikeKey = (word: string): boolean => CERTAIN.test(word) || (DOUBTFUL.test(word) && mixed(word))

/** Whether a word looks like a key or token, by a service's beginning or because part of it was drawn by chance. */
export const looksDrawn = (word: string): boolean =>
  looksLikeKey(word) || word.split(/[^A-Za-z0-9+/=]+|\/(?=[a-z]{2,}(?:\/|$))/).some(drawn)

/** A key has digits, or capitals among small letters; `key-management` and `pat-of-butter` have not. */
const mixed = (word: string): boolean => /\d/.test(word) || /[a-z][A-Z]/.test(word)

function drawn(run: string): boolean {
  if (run.length < 20) return false
  const text = run.slice(0, LONGEST_ENTROPY_RUN)
  const digits = count(text, /\d/g)
  if (/^[0-9a-f]+$/.test(text) || /^[0-9A-F]+$/.test(text)) return text.length >= 24 && digits >= 4 && digits < text.length
  if (!/[A-Za-z]/.test(text)) return false
  const turns = count(text, /[a-z](?=[A-Z\d])|[A-Z](?=\d)|\d(?=[A-Za-z])/g)
  // Names in camel case turn at each word; chance turns at every third character.
  return turns >= text.length / (digits ? 8 : 5) && entropy(text) >= 3.4
}

const count = (text: string, what: RegExp): number => text.match(what)?.length ?? 0

/** Bits a character, by Shannon. */
function entropy(text: string): number {
  const seen = new Map<string, number>()
  for (const character of text) seen.set(character, (seen.get(character) ?? 0) + 1)
  let bits = 0
  for (const times of seen.values()) bits -= (times / text.length) * Math.log2(times / text.length)
  return bits
}
