import { memoryStore } from '@understudy/failover'
import { describe, expect, it } from 'vitest'
import { fakeTarget, honest, type Script } from './support/fake-target.ts'
import { files, withdrawn, world } from './support/world.ts'

/** A target that is an alias: which model serves it changes behind its name. */
function aliased(store: ReturnType<typeof memoryStore>) {
  let snapshot = 'one-2026-05'
  const script: Script = async (call, context, asked) => ({
    text: (await honest()(call, context, asked)) as string,
    servedModel: snapshot,
  })
  const target = fakeTarget('a/one', script)
  const { runtime, reviewer } = world([target, fakeTarget('b/two')], { store })
  const review = async (paths: number) => {
    const report = await runtime.until(reviewer.review({ files: files(paths) }, { cache: true }))
    return report.coverage.files.map(({ servedModel, cached = false }) => [servedModel, cached])
  }
  return { target, review, reviewer, move: (to: string) => void (snapshot = to) }
}

describe('a cache', () => {
  it('gives back what the same model said of the same code, and says so', async () => {
    const { target, review } = aliased(memoryStore())
    expect(await review(2)).toEqual([
      ['one-2026-05', false],
      ['one-2026-05', false],
    ])
    expect(await review(2)).toEqual([
      ['one-2026-05', true],
      ['one-2026-05', true],
    ])
    expect(target.calls).toHaveLength(2)
  })

  it('gives back nothing of the old model once another one serves the same target', async () => {
    const { review, move } = aliased(memoryStore())
    await review(2)
    move('one-2026-09')
    // One file that is not known yet shows which model serves now.
    await review(3)
    expect(await review(3)).toEqual([
      ['one-2026-09', false],
      ['one-2026-09', false],
      ['one-2026-09', true],
    ])
    expect(await review(3)).toEqual(Array.from({ length: 3 }, () => ['one-2026-09', true]))
  })

  it('gives nothing of a withdrawn model to its substitute', async () => {
    const store = memoryStore()
    const before = aliased(store)
    await before.review(1)
    before.target.script = withdrawn
    await before.review(2)
    expect(await before.review(1)).toEqual([['two', false]])
  })

  it('gives nothing of a model that may not see this code', async () => {
    const store = memoryStore()
    await aliased(store).review(1)
    const policy = {
      otherwise: 'deny',
      rules: [
        { id: 'open', effect: 'allow', repositoryClasses: ['open'] },
        { id: 'secret', effect: 'allow', repositoryClasses: ['secret'], models: ['b/two'] },
      ],
    } as const
    const { runtime, reviewer } = world([fakeTarget('a/one'), fakeTarget('b/two')], { store, policy })
    const review = async (subject: Record<string, string>) => {
      const { status, coverage } = await runtime.until(reviewer.review({ files: files(1) }, { cache: true, subject }))
      return [status, coverage.files[0]?.servedModel, coverage.files[0]?.cached ?? false]
    }
    expect(await review({ repositoryClass: 'open' })).toEqual(['complete', 'one-2026-05', true])
    expect(await review({ repositoryClass: 'secret' })).toEqual(['complete', 'two', false])
    expect(await review({})).toEqual(['failed', undefined, false])
  })
})
