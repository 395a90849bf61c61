/**
 * GitHub's `primaryLocationLineHash`: a rolling hash, modulo 2^64 with factor 37, over the 100 UTF-16 units that
 * follow a line's start, blanks and tabs left out, every line ending as LF, 65535 at the end of the file and zeros
 * after it; then `:` and how often this hash came up before (security-review.md, 2.1).
 */
const WINDOW = 100
const FACTOR = 37
const END_OF_FILE = 65535
const TWO_32 = 2 ** 32

/** 37^100 modulo 2^64, as two halves of 32 bits: what the unit that leaves the window was multiplied by. */
const [LEAVING_HIGH, LEAVING_LOW] = ((): readonly [number, number] => {
  let power = 1n
  for (let step = 0; step < WINDOW; step++) power = BigInt.asUintN(64, power * BigInt(FACTOR))
  return [Number(power >> 32n), Number(power & 0xffffffffn)]
})()

/** The hash of every line, first line first: `271789c17abda88f:1`. Linear in the length of the file. */
export function lineHashes(content: string): string[] {
  const { units, starts } = countedUnits(content)
  const seen = new Map<string, number>()
  const hashes: string[] = []
  let high = 0
  let low = 0
  for (let at = 0, next = 0; next < starts.length; at++) {
    // Two halves of 32 bits: every product below stays under 2^53, so ordinary numbers are exact and fast.
    const entering = units[at] ?? 0
    const leaving = units[at - WINDOW] ?? 0
    const lowProduct = low * FACTOR + entering
    const leavingLow = LEAVING_LOW * leaving
    const difference = lowProduct - leavingLow
    const newLow = ((difference % TWO_32) + TWO_32) % TWO_32
    const carry = (difference - newLow) / TWO_32
    const newHigh = (high * FACTOR + carry - LEAVING_HIGH * leaving) % TWO_32
    low = newLow
    high = (newHigh + TWO_32) % TWO_32
    // The window that ends here began at a line's start.
    if (at - WINDOW + 1 !== starts[next]) continue
    const hash = hex(high, low)
    const count = (seen.get(hash) ?? 0) + 1
    seen.set(hash, count)
    hashes.push(`${hash}:${count}`)
    next++
  }
  return hashes
}

/** The hash of one line, 1-based; undefined for a line that the file does not have. */
export function lineHash(content: string, line = 1): string | undefined {
  return lineHashes(content)[line - 1]
}

/** The units that count, and where among them each line starts. */
function countedUnits(content: string): { units: Uint16Array; starts: number[] } {
  const units = new Uint16Array(content.length + 1)
  const starts: number[] = []
  let length = 0
  let lineStart = true
  let afterReturn = false
  for (let at = 0; at <= content.length; at++) {
    const code = at === content.length ? END_OF_FILE : content.charCodeAt(at)
    if (code === 32 || code === 9 || (afterReturn && code === 10)) {
      afterReturn = false
      continue
    }
    afterReturn = code === 13
    const unit = afterReturn ? 10 : code
    if (lineStart) starts.push(length)
    lineStart = unit === 10
    units[length++] = unit
  }
  return { units: units.subarray(0, length), starts }
}

function hex(high: number, low: number): string {
  return high === 0 ? low.toString(16) : high.toString(16) + low.toString(16).padStart(8, '0')
}
