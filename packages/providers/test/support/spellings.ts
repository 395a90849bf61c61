/** Whole numbers below a bound, the same ones for the same seed. */
export type Draw = (below: number) => number

/** One way in which a stream may be written down, and what has been done to it. */
export interface Spelling {
  readonly chunks: readonly Buffer[]
  readonly headers: Readonly<Record<string, string>>
  /** True when nothing was taken away that an answer needs: it has to be read whole then, not only fail. */
  readonly lossless: boolean
  readonly story: string
}

const TYPES = [
  'text/event-stream',
  'text/event-stream; charset=utf-8',
  'application/json',
  'text/plain',
  'application/octet-stream',
  '',
]
const HEARTBEATS = [
  ': heartbeat\n\n',
  ':\n',
  ': OPENROUTER PROCESSING\n\n',
  'data:\n\n',
  'data: \n\n',
  'retry: 3000\n\n',
  'id: 9\n\n',
  '\n\n\n',
  'event: ping\n\n',
]
const NOISE = [': ping\n', 'id: 7\n', 'id:\n', 'retry: 1000\n', ':\n', 'event: message\n']

/** A stream as its vendor writes it. */
export interface Stream {
  readonly frames: readonly string[]
  readonly needed: number
  /** What stands at its end without text, and may stand there twice. */
  readonly endMark: string
}

/** What a data line may have become on the way; by the standard each of these lines is to be skipped. */
const DAMAGES = [' data:', 'Data:', 'dta:', 'data :', '\u00a0data:']

/** One frame's data in another dress: other fields about it in any order, its JSON over several lines, no space after the colon. */
function dressed(data: string, name: string | undefined, draw: Draw, story: string[]): string {
  const space = draw(3) === 0 ? '' : ' '
  const pretty = data.startsWith('{') && draw(5) === 0
  if (pretty) story.push('several data lines')
  const lines = (pretty ? JSON.stringify(JSON.parse(data), null, 1) : data).split('\n').map((line) => `data:${space}${line}\n`)
  const before: string[] = []
  const after: string[] = []
  for (let extra = draw(4); extra > 0; extra--) {
    const line = NOISE[draw(NOISE.length)] ?? ''
    // A second name would be the one that counts, by the standard.
    if (name !== undefined && line.startsWith('event')) continue
    if (draw(2) === 0) before.push(line)
    else after.push(line)
    story.push(JSON.stringify(line))
  }
  const event = name === undefined ? '' : `event:${space}${name}\n`
  const place = draw(5)
  if (place === 0) story.push('no name')
  if (place === 1) story.push('blank line after the name')
  if (place === 2) story.push('name after the data')
  const named = place === 0 ? ['', ''] : place === 1 && event ? [`${event}\n`, ''] : place === 2 ? ['', event] : [event, '']
  return [named[0], ...before, ...lines, named[1], ...after, '\n'].join('')
}

function endings(text: string, draw: Draw, story: string[]): string {
  const kind = draw(5)
  if (kind < 2) return text
  story.push(['', '', 'CRLF', 'CR', 'mixed line ends'][kind] ?? '')
  const ends = ['\n', '\r\n', '\r']
  // Where returns and line feeds alternate by chance, two ends could be read as one; a feed after a return is avoided.
  let last = ''
  return text.replace(/\n/g, () => {
    const end = kind === 2 ? '\r\n' : kind === 3 ? '\r' : last === '\r' ? '\r\n' : (ends[draw(3)] ?? '\n')
    last = end
    return end
  })
}

function cut(bytes: Buffer, draw: Draw, story: string[]): Buffer[] {
  const most = [0, 0, 0, 0, 1, 9, 60, 60, 60, 300, 300, 300][draw(12)] ?? 1
  if (most === 0) return [bytes]
  story.push(`chunks of up to ${most}`)
  const chunks: Buffer[] = []
  for (let at = 0; at < bytes.length;) {
    const size = 1 + draw(most)
    chunks.push(bytes.subarray(at, at + size))
    at += size
  }
  return chunks
}

/**
 * Writes the frames of a stream down in a way drawn by chance. `needed` is the index of the last frame without which the answer
 * is not whole.
 */
export function spell({ frames, needed, endMark }: Stream, draw: Draw): Spelling {
  const story: string[] = []
  let lossless = true
  let kept = [...frames]
  let damaged: string | undefined
  const loss = draw(10)
  if (loss === 0) {
    const at = draw(needed + 1)
    damaged = frames[at]
    lossless = false
    story.push(`frame ${at} is damaged`)
  } else if (loss === 1) {
    const end = draw(frames.length)
    kept = kept.slice(0, end)
    lossless = end > needed
    story.push(`ends after ${end} frames`)
  } else if (loss === 2) {
    kept.push(endMark)
    story.push('double end mark')
  } else if (loss === 3 && frames.at(-1) !== 'data: [DONE]\n\n') {
    kept.push('data: [DONE]\n\n')
    story.push('[DONE]')
  }
  let text = ''
  for (const frame of kept) {
    if (draw(4) === 0) {
      const beat = HEARTBEATS[draw(HEARTBEATS.length)] ?? ''
      story.push(JSON.stringify(beat))
      text += beat
    }
    const lines = frame.split('\n')
    const name = lines.find((line) => line.startsWith('event: '))?.slice(7)
    const block = dressed(lines.find((line) => line.startsWith('data: '))?.slice(6) ?? '', name, draw, story)
    text += frame === damaged ? block.replaceAll('data:', DAMAGES[draw(DAMAGES.length)] ?? '') : block
  }
  if (draw(6) === 0) {
    text = text.replace(/\n+$/, draw(2) === 0 ? '' : '\n')
    story.push('no blank line at the end')
  }
  let written = endings(text, draw, story)
  if (draw(6) === 0) {
    written = `\uFEFF${written}`
    story.push('BOM')
  }
  const type = TYPES[draw(TYPES.length)] ?? ''
  if (type !== '') story.push(type)
  return {
    chunks: cut(Buffer.from(written), draw, story),
    headers: type === '' ? {} : { 'content-type': type },
    lossless,
    story: story.join(', '),
  }
}
