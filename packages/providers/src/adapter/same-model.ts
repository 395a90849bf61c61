import { modelName } from './model-name.ts'

/** Words by which a vendor says that a member of a family is not out yet; no tier of its own. */
const NOT_OUT_YET = new Set(['preview', 'exp', 'experimental'])

/**
 * Whether the served model is the requested one: the same name, however a gateway or a cloud spells it, or a dated snapshot of it.
 * `x-latest` asks for whatever is newest in a family; another word than the family's own makes another model of it, such as `lite`.
 */
export function sameModel(requested: string, served: string): boolean {
  if (requested === served) return requested !== ''
  const [asked, told] = [modelName(requested), modelName(served)]
  if (!sameMaker(asked.maker, told.maker)) return false
  return asked.spellings.some((one) => told.spellings.some((other) => sameName(one, other)))
}

/** Ways are put before a maker, so one list may be the end of the other. Where one says nothing, nothing speaks against it. */
function sameMaker(one: readonly string[], other: readonly string[]): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one]
  const from = long.length - short.length
  return short.every((segment, place) => segment === long[from + place])
}

function sameName(asked: string, told: string): boolean {
  if (asked === '' || told === '') return false
  if (asked === told || told === `${asked}-latest`) return true
  if (told.startsWith(`${asked}-`) && isSnapshot(told.slice(asked.length + 1))) return true
  return asked.endsWith('-latest') && isNewest(asked.slice(0, -'-latest'.length), told)
}

function isNewest(family: string, told: string): boolean {
  const words = withoutSnapshot(told)
  const wanted = family.split('-')
  if (words.join('-') === family) return true
  // A family with a version wants that one.
  if (wanted.some((word) => /\d/.test(word))) return false
  const letters = words.filter((word) => !/^v?\d+$/.test(word) && !NOT_OUT_YET.has(word))
  return letters.length < words.length && letters.join('-') === family
}

/** The words of a name before what may be a snapshot at its end. */
function withoutSnapshot(name: string): readonly string[] {
  const words = name.split('-')
  for (let from = Math.max(1, words.length - 3); from < words.length; from++)
    if (isSnapshot(words.slice(from).join('-'))) return words.slice(0, from)
  return words
}

const isMonth = (text: string): boolean => Number(text) >= 1 && Number(text) <= 12
const isDay = (text: string): boolean => Number(text) >= 1 && Number(text) <= 31
const isYear = (text: string): boolean => Number(text) >= 2019 && Number(text) <= 2039

/** The forms in which vendors date a snapshot. Digits that are no date, such as a number of parameters, are another model. */
const SNAPSHOTS: readonly { readonly form: RegExp; readonly plausible: (...parts: string[]) => boolean }[] = [
  { form: /^00([1-9])$/, plausible: () => true },
  { form: /^(\d{4})-?(\d\d)-?(\d\d)$/, plausible: (year, month, day) => isYear(year) && isMonth(month) && isDay(day) },
  { form: /^(\d\d)-?(\d\d)$/, plausible: (month, day) => (isMonth(month) && isDay(day)) || isShortYear(month, day) },
  { form: /^(\d\d)-(\d\d)-(\d{4})$/, plausible: (month, day, year) => isMonth(month) && isDay(day) && isYear(year) },
  { form: /^(\d\d)-(\d{4})$/, plausible: (month, year) => isMonth(month) && isYear(year) },
  { form: /^(\d\d)(\d\d)(\d\d)$/, plausible: (year, month, day) => isYear(`20${year}`) && isMonth(month) && isDay(day) },
]

/** `2507` is July 2025 to Mistral and Qwen, as `0613` is 13 June to OpenAI. */
const isShortYear = (year: string, month: string): boolean => isYear(`20${year}`) && isMonth(month)

function isSnapshot(text: string): boolean {
  return SNAPSHOTS.some(({ form, plausible }) => {
    const parts = form.exec(text)
    return parts !== null && plausible(...parts.slice(1))
  })
}
