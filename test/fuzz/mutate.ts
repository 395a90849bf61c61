/** Changes to documents, drawn from a seeded generator: the same seed makes the same document. */
export type Random = () => number

/** mulberry32. */
export function seeded(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export const below = (random: Random, limit: number): number => Math.floor(random() * limit)

export function pick<T>(random: Random, list: readonly T[]): T {
  const found = list[below(random, list.length)]
  if (found === undefined) throw new RangeError('Nothing can be picked from an empty list.')
  return found
}

const VALUES: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e308,
  -1e308,
  2 ** 53,
  4_294_967_296,
  '',
  ' ',
  '\0',
  '\u2028',
  '\ud800',
  '\u202e',
  '__proto__',
  'constructor',
  'toString',
  '../../etc/passwd',
  'file:///a/../../b',
  'C:\\a\\b',
  '//host/share',
  '%2e%2e%2f',
  '%',
  '%ff',
  'NaN',
  '1e999',
  '-0',
  '9'.repeat(400),
  '0x10',
  '```',
  '```json\n',
  'CWE-',
  'CWE-99999999999999999999',
  'CVSS:3.1/AV:N',
  '$(id)',
  '{}',
  '[]',
  [],
  {},
  [[]],
  [null],
  { length: 1e9 },
  { toJSON: 1 },
  { toString: null },
  { valueOf: null },
  '2026-02-30T25:00:00Z',
]

const NAMES = VALUES.filter((value) => typeof value === 'string')

const TOKENS: readonly string[] = [
  '[',
  ']',
  '{',
  '}',
  '"',
  '\\',
  '\\u',
  '\\ud800',
  ',',
  ':',
  '/*',
  '*/',
  '//',
  '```',
  '```json\n',
  '\n',
  '\r',
  '\r\n',
  '\0',
  '\t',
  ' ',
  '\u00a0',
  '\ufeff',
  '\u2028',
  '\ud800',
  '<',
  '<think>',
  '</think>',
  '&amp;',
  'null',
  '1e999',
  '-',
  '0',
  '"a":',
  '{"a":',
  '[{',
  'data: ',
  'a',
  'a b ',
  '(',
  '/',
  '../',
  '%',
  'select ',
  'retry after ',
  'try again in 1',
  'x'.repeat(60),
  '1.',
  '1h',
  "'",
  '“',
  'model ',
  '`',
  '@',
]

/** Longest text that one repeat makes. */
const LONGEST_REPEAT = 200_000

const token = (random: Random): string => pick(random, TOKENS)

/** Some tokens in a row: short mostly, very long now and then. */
export function hostileText(random: Random): string {
  const one = random() < 0.7 ? token(random) : token(random) + token(random)
  const longest = random() < 0.05 ? LONGEST_REPEAT : random() < 0.2 ? 2_000 : 4
  return one.repeat(Math.max(1, Math.floor((random() * longest) / one.length)))
}

function hostileValue(random: Random): unknown {
  if (random() < 0.7) return structuredClone(pick(random, VALUES))
  if (random() < 0.7) return hostileText(random)
  let nested: unknown = 1
  for (let depth = below(random, 300); depth > 0; depth--) nested = random() < 0.5 ? [nested] : { a: nested }
  return nested
}

type Place = { readonly holder: Record<string, unknown>; readonly name: string }

/** Every member and every entry of a document. */
function places(value: unknown, into: Place[] = [], depth = 0): Place[] {
  if (typeof value !== 'object' || value === null || depth > 40) return into
  const holder = value as Record<string, unknown>
  for (const name of Object.keys(holder)) {
    into.push({ holder, name })
    places(holder[name], into, depth + 1)
  }
  return into
}

const put = ({ holder, name }: Place, value: unknown): void =>
  void Object.defineProperty(holder, name, { value, enumerable: true, configurable: true, writable: true })

const CHANGES: readonly ((random: Random, all: readonly Place[]) => void)[] = [
  (random, all) => void delete pick(random, all).holder[pick(random, all).name],
  (random, all) => put(pick(random, all), hostileValue(random)),
  (random, all) => put(pick(random, all), hostileValue(random)),
  (random, all) => {
    const [one, other] = [pick(random, all), pick(random, all)]
    const [first, second] = [one.holder[one.name], other.holder[other.name]].map((value) => structuredClone(value))
    put(one, second)
    put(other, first)
  },
  (random, all) => {
    const place = pick(random, all)
    const value = place.holder[place.name]
    put(place, random() < 0.5 ? [value] : { [place.name]: value })
  },
  (random, all) => {
    const lists = all.filter(({ holder }) => Array.isArray(holder))
    if (lists.length === 0) return
    const { holder, name } = pick(random, lists)
    const entries = holder as unknown as unknown[]
    const copies = random() < 0.1 ? 1_500 : 1
    for (let copy = 0; copy < copies; copy++) entries.push(structuredClone(holder[name]))
  },
  (random, all) => {
    const { holder } = pick(random, all)
    if (!Array.isArray(holder)) put({ holder, name: pick(random, NAMES) }, hostileValue(random))
  },
]

/** A document with members dropped, doubled, swapped, nested and replaced. */
export function changedTree(random: Random, document: unknown): unknown {
  const copy: unknown = structuredClone(document)
  for (let turn = below(random, 4); turn > 0; turn--) {
    const all = places(copy)
    if (all.length > 0) pick(random, CHANGES)(random, all)
  }
  return copy
}

/** A text cut, doubled, swapped and with hostile tokens in it. */
export function changedText(random: Random, text: string): string {
  const [from, to] = [below(random, text.length + 1), below(random, text.length + 1)].toSorted((one, other) => one - other)
  const [head, middle, tail] = [text.slice(0, from), text.slice(from, to), text.slice(to)]
  switch (below(random, 6)) {
    case 0:
      return head
    case 1:
      return head + tail
    case 2:
      return head + middle + middle + tail
    case 3:
      return middle + head + tail
    case 4:
      return head + hostileText(random) + middle + tail
    default:
      return text.replace(/"[^"\\]{1,40}":(?:"[^"\\]{0,200}"|[\d.]{1,20}|null|true|false)/, (member) => `${member},${member}`)
  }
}

/** Most are changed in their structure, some in their text too, a few in their text alone or not at all. */
export function changedJson(random: Random, document: unknown): string {
  const tree = random() < 0.85 ? changedTree(random, document) : document
  const text = JSON.stringify(tree, null, random() < 0.2 ? 2 : 0) ?? 'null'
  return changedTexts(random, text, 0.35)
}

/** Several changes to a text, the first one with a given chance. */
export function changedTexts(random: Random, text: string, chance: number): string {
  let changed = text
  for (let turn = 0; turn < 5 && random() < chance; turn++) changed = changedText(random, changed)
  return changed
}
