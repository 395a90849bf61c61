// Loaded lazily by what is tested; virtual time cannot wait for a disk.
import '@understudy/findings/compare'
import '@understudy/findings/qualify'
import type { ReviewEvent } from '../../src/reviewer/events.ts'
import { answer, fakeTarget, flawAt, type Script } from './fake-target.ts'
import { files, world } from './world.ts'

/** Reports the flaw of every second file only. */
export const everySecond: Script = (call) =>
  answer(
    call,
    (call.files ?? []).filter(({ path }) => /[02468]\.ts$/.test(path)).map((file) => flawAt(file, 2)),
  )

type Options = NonNullable<Parameters<typeof world>[1]>

export function shadowed(primary: Script, standby: Script, options: Options = {}) {
  const [one, two] = [fakeTarget('a/one', primary), fakeTarget('b/two', standby)]
  const { runtime, reviewer } = world([one, two], { shadow: { share: 1, concurrency: 10 }, ...options })
  const heard: ReviewEvent[] = []
  reviewer.subscribe((event) => event.type.startsWith('shadow') && void heard.push(event))
  const review = (count: number) => runtime.until(reviewer.review({ files: files(count) }))
  /** Lets shadow runs end, and everything that they record. */
  const settle = async () => {
    for (let turn = 0; turn < 50; turn++) await runtime.advance(1)
  }
  return { one, two, runtime, reviewer, heard, review, settle }
}
