import { attemptContext, hasCode, type ModelAdapter } from '@understudy/spec'
import { seededRandom } from '@understudy/spec/virtual'
import { describe, expect, it } from 'vitest'
import { CALL } from './support/calls.ts'
import { type Draw, spell, type Spelling, type Stream } from './support/spellings.ts'
import { type Subject, SUBJECTS } from './support/vendors.ts'

const SPELLINGS = 2_000

const TEXT = JSON.stringify({
  findings: [
    { title: 'größer → 漢字 🙂', code: 'data: x\n\nevent: y\r\n' },
    { title: 'zwei\u2028drei\u2029', code: '\\"[DONE]\\"' },
  ],
  end: 'end-of-review',
})

/** The text in many pieces, so that what is lost may be in the middle; a frame is never one whole answer by itself. */
function streamOf(subject: Subject): Stream {
  const frames = subject.frames(TEXT)
  const last = frames.at(-1) ?? ''
  const finish = JSON.stringify({ candidates: [{ index: 0, finishReason: 'STOP' }] })
  return {
    frames,
    needed: last === 'data: [DONE]\n\n' ? frames.length - 2 : frames.length - 1,
    endMark: subject.vendor === 'google' ? `data: ${finish}\n\n` : last,
  }
}

function streamed(spelling: () => Spelling): typeof fetch {
  return async () => {
    const { chunks, headers } = spelling()
    const waiting = [...chunks]
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        const next = waiting.shift()
        if (next) controller.enqueue(new Uint8Array(next))
        else controller.close()
      },
    })
    return new Response(body, { headers })
  }
}

async function outcome(adapter: ModelAdapter, stream: boolean): Promise<string> {
  try {
    return (await adapter.invoke({ ...CALL, stream }, attemptContext())).text
  } catch (error) {
    if (hasCode(error, 'model-failure')) return `failed: ${error.kind}`
    throw error
  }
}

describe.each(SUBJECTS)('a stream of $name is read whole or fails', (subject) => {
  const stream = streamOf(subject)

  it.each([
    ['asked for', SPELLINGS],
    ['not asked for', SPELLINGS / 4],
  ])('where it was %s, in %i spellings', async (asked, times) => {
    const random = seededRandom(2_000)
    const draw: Draw = (below) => Math.floor(random() * below)
    let spelling: Spelling | undefined
    const adapter = subject.create('https://vendor.invalid', { fetch: streamed(() => spelling ?? spell(stream, draw)) })
    const count = { whole: 0, failed: 0 }
    const wrong: string[] = []
    for (let nth = 0; nth < times; nth++) {
      spelling = spell(stream, draw)
      const seen = await outcome(adapter, asked === 'asked for')
      if (seen === TEXT) count.whole += 1
      else if (seen.startsWith('failed: ')) count.failed += 1
      if (seen !== TEXT && (spelling.lossless || !seen.startsWith('failed: '))) wrong.push(`${spelling.story}: ${seen}`)
    }
    expect(wrong.slice(0, 5)).toEqual([])
    expect(count.whole).toBeGreaterThan(times * 0.7)
    expect(count.failed).toBeGreaterThan(times * 0.02)
  })
})
