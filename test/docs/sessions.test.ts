import { describe, expect, it } from 'vitest'
import { pages, readPage } from '../../scripts/docs/page.ts'
import { playPage } from '../../scripts/docs/session.ts'
import { showsTrue } from '../../scripts/docs/shown.ts'
import { stepsOf } from '../../scripts/docs/steps.ts'

const sessions = (
  await Promise.all((await pages()).map(async (page) => ({ page, steps: stepsOf(await readPage(page)) })))
).filter(({ steps }) => steps.length > 0)

describe(
  'commands of the documentation print what the pages show; if not, run `npm run docs` and look',
  { timeout: 200_000 },
  () => {
    it.each(sessions)('$page', async ({ page, steps }) => {
      const printed = await playPage(steps)
      const commands = steps.filter((step) => step.type === 'command')
      expect(printed).toHaveLength(commands.length)
      for (const [index, { command, output, line }] of commands.entries())
        // Shown whole when it differs, so that whoever reads the failure sees both.
        if (!showsTrue(output, printed[index] ?? '')) expect(`${page}:${line} $ ${command}\n${printed[index]}`).toBe(output)
    })

    it('are many', () => {
      expect(sessions.flatMap(({ steps }) => steps).filter(({ type }) => type === 'command').length).toBeGreaterThan(5)
    })
  },
)

describe('what a page shows', () => {
  const waiting = 'Asking the vendors’ model lists …\n'
  const printed = 'Timeline ───\na  ··██████████··  2 served\n   0 s     280 ms\n\n3 findings  in 280 ms\n'

  it.each([
    ['itself', printed],
    ['other times', printed.replaceAll('280 ms', '1.2 s').replace('██████████··', '████████████')],
    ['lines left out', 'Timeline ───\n…\n3 findings  in 1 ms\n'],
    ['a part of a line left out', printed.replace('2 served', '2 …')],
  ])('may be %s', (_what, shown) => expect(showsTrue(shown, waiting + printed)).toBe(true))

  it.each([
    ['another figure', printed.replace('3 findings', '4 findings')],
    ['a line too few', printed.replace('Timeline ───\n', '')],
    ['a line too many', `${printed}more\n`],
    ['nothing', ''],
    ['a pattern taken literally', printed.replace('3 findings', '. findings')],
  ])('may not be %s', (_what, shown) => expect(showsTrue(shown, printed)).toBe(false))
})
