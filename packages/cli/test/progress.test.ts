import type { ReviewEvent } from '@understudy/sdk'
import { virtualRuntime } from '@understudy/spec/virtual'
import { describe, expect, it } from 'vitest'
import { createProgress, progressLine } from '../src/progress/progress.ts'
import { advance, NO_PROGRESS, timeLeftMs } from '../src/progress/state.ts'
import { createTerminal } from '../src/terminal/terminal.ts'

const at = { at: 0, wallTime: 0 }
const started: ReviewEvent = { ...at, type: 'review-started', files: 4 }
const attempt: ReviewEvent = { ...at, type: 'attempt-started', number: 1, target: 'a/x', why: 'first choice' }
const finished = (path: string, findings = 0): ReviewEvent => ({
  ...at,
  type: 'file-finished',
  path,
  disposition: 'reviewed',
  findings,
})
const failed: ReviewEvent = {
  ...at,
  type: 'attempt-failed',
  number: 1,
  target: 'a/x',
  kind: 'withdrawn',
  scope: 'model',
  sentence: 'a/x is gone\u001b[2J',
  durationMs: 5,
}

function watched(options: { live: boolean; quiet?: boolean }) {
  const runtime = virtualRuntime()
  let text = ''
  const progress = createProgress({
    sink: { write: (more) => void (text += more), isTerminal: options.live, columns: 80 },
    terminal: createTerminal({ columns: 80 }),
    runtime,
    ...options,
  })
  return { runtime, progress, written: () => text, pending: () => runtime.pending().length }
}

describe('what progress knows', () => {
  it('counts files and findings, and names the latest target', () => {
    const state = [started, attempt, finished('a', 2), finished('b', 1)].reduce(advance, NO_PROGRESS)
    expect(state).toEqual({ files: 4, filesDone: 2, findings: 3, target: 'a/x' })
    expect(progressLine(state, 3000, 80)).toBe('2/4 files · 3 findings · a/x · 3.00 s · about 3.00 s left')
  })

  it('says how long it takes only once there is something to go by, and something left', () => {
    expect(timeLeftMs({ files: 4, filesDone: 0, findings: 0 }, 1000)).toBeNull()
    expect(timeLeftMs({ files: 4, filesDone: 1, findings: 0 }, 1000)).toBe(3000)
    expect(timeLeftMs({ files: 4, filesDone: 4, findings: 0 }, 1000)).toBeNull()
  })
})

describe('on a terminal', () => {
  it('is one line that redraws itself, with room for other lines above it, and gone at the end', async () => {
    const { runtime, progress, written, pending } = watched({ live: true })
    progress.show(started)
    progress.show(attempt)
    await runtime.advance(250)
    expect(written().split('\r').length - 1).toBe(2)
    progress.show(failed)
    expect(written().endsWith('\r\u001b[2K  250 ms  ✕ a/x is gone⟨U+001B⟩[2J\n')).toBe(true)
    await runtime.advance(100)
    progress.end()
    expect(written().endsWith('\r\u001b[2K')).toBe(true)
    expect(pending()).toBe(0)
  })
})

describe('elsewhere', () => {
  it('is plain lines: one when work begins, one every ten seconds, one for what matters', async () => {
    const { runtime, progress, written } = watched({ live: false })
    progress.show(started)
    progress.show({ ...at, type: 'call-started', paths: ['a'] })
    progress.show(attempt)
    await runtime.advance(20_500)
    progress.show(failed)
    progress.end()
    expect(
      written()
        .trim()
        .split('\n')
        .map((line) => line.trim().slice(0, 9)),
    ).toEqual(['0/4 files', '0/4 files', '0/4 files', '20.5 s  ✕'])
    expect(written().includes('\r') || written().includes('\u001b')).toBe(false)
  })

  it('is silent when it is asked to be, but for what is said on purpose', async () => {
    const { runtime, progress, written } = watched({ live: false, quiet: true })
    progress.show(started)
    progress.show(failed)
    await runtime.advance(60_000)
    progress.say('a note')
    progress.end()
    expect(written()).toBe('a note\n')
  })
})
