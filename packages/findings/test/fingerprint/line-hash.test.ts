import { describe, expect, it } from 'vitest'
import { lineHash, lineHashes } from '../../src/index.ts'

/** Published with the rule itself: github/codeql-action, src/fingerprints.test.ts. */
const GREETING = [
  'e9496ae3ebfced30:1',
  'fb7c023a8b9ccb3f:1',
  'ce8ba1a563dcdaca:1',
  'e20e36e16fcb0cc8:1',
  'b3edc88f2938467e:1',
  'c8e28b0b4002a3a0:1',
  'c129715d7a2bc9a3:1',
]
const VECTORS: readonly (readonly [name: string, content: string, hashes: readonly string[]])[] = [
  ['an empty file', '', ['c129715d7a2bc9a3:1']],
  [
    'blanks and tabs',
    ' a\nb\n  \t\tc\n d',
    ['271789c17abda88f:1', '54703d4cd895b18:1', '180aee12dab6264:1', 'a23a3dc5e078b07b:1'],
  ],
  [
    'no line feed at the end',
    ' hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End',
    [
      '8b7cf3e952e7aeb2:1',
      'b1ae1287ec4718d9:1',
      'bff680108adb0fcc:1',
      'c6805c5e1288b612:1',
      'b86d3392aea1be30:1',
      'e6ceba753e1a442:1',
    ],
  ],
  ['LF', ' hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n', GREETING],
  ['CR', ' hello; \t\nworld!!!\r\r\r  \t\tGreetings\r End\r', GREETING],
  ['CRLF', ' hello; \t\r\nworld!!!\r\n\r\n\r\n  \t\tGreetings\r\n End\r\n', GREETING],
  ['all three mixed', ' hello; \t\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n', GREETING],
  [
    'equal lines',
    'Lorem ipsum dolor sit amet.\n'.repeat(10),
    [1, 2, 3, 4, 5, 6]
      .map((count) => `a7f2ff13bc495cf2:${count}`)
      .concat(['a7f2ff1481e87703:1', 'a9cf91f7bbf1862b:1', '55ec222b86bcae53:1', 'cc97dc7b1d7d8f7b:1', 'c129715d7a2bc9a3:1']),
  ],
]

describe("GitHub's line hash", () => {
  it.each(VECTORS)('reproduces the published vector: %s', (_, content, hashes) => {
    expect(lineHashes(content)).toEqual(hashes)
  })

  it('agrees with the definition in whole numbers on lines with signs above 255', () => {
    const content = 'const straße = "日本語 😀"\n\treturn straße // ünï\n'.repeat(7)
    expect(lineHashes(content)).toEqual(byDefinition(content))
  })

  it('has none for a line that the file does not have', () => {
    expect(lineHash('a\nb', 2)).toBeDefined()
    expect(lineHash('a\nb', 3)).toBeUndefined()
  })
})

/** Each line by itself and in big integers: slow, and nothing like the rolling form. */
function byDefinition(content: string): string[] {
  const text = content.replace(/\r\n?/g, '\n').replace(/[ \t]/g, '')
  const units = [...Array(text.length).keys()].map((at) => text.charCodeAt(at)).concat([65535])
  const starts = units.flatMap((_, at) => (at === 0 || units[at - 1] === 10 ? [at] : []))
  const seen = new Map<string, number>()
  return starts.map((start) => {
    let hash = 0n
    for (let step = 0; step < 100; step++) hash = BigInt.asUintN(64, hash * 37n + BigInt(units[start + step] ?? 0))
    const text = hash.toString(16)
    seen.set(text, (seen.get(text) ?? 0) + 1)
    return `${text}:${seen.get(text)}`
  })
}
