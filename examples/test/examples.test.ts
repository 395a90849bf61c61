import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { EXAMPLES, runExample } from './run.ts'

describe('the examples', { timeout: 60_000 }, () => {
  it.each(['01-first-review.ts', '02-priority-and-withdrawal.ts', '03-outage-in-a-test.ts'])(
    '%s is short and says that its vendors are simulated',
    (name) => {
      const text = readFileSync(join(EXAMPLES, name), 'utf8')
      expect(text.split('\n').length).toBeLessThan(60)
      expect(text).toMatch(/simulated on this machine/)
    },
  )

  it('01 reviews every file with the first target', async () => {
    const { code, output } = await runExample('01-first-review.ts')
    expect({ code, output }).toMatchObject({ code: 0 })
    expect(output).toContain('The vendors in this example are simulated.')
    expect(output).toContain('status: complete')
    expect(output).toMatch(/\d{2} findings in 29 files, all served by claude-fable-5/)
  })

  it('02 moves on, remembers across processes, and obeys an operator', async () => {
    const { code, output } = await runExample('02-priority-and-withdrawal.ts')
    expect({ code, output }).toMatchObject({ code: 0 })
    expect(output.match(/^barred: /gm)).toHaveLength(1)
    expect(output).toContain('moved: anthropic/claude-fable-5 -> openai/gpt-5.5')
    expect(output.match(/^ {2}src\S+ +claude-fable-5$/gm)).toHaveLength(3)
    expect(output.match(/^ {2}src\S+ +gpt-5.5$/gm)).toHaveLength(5)
    expect(output).toContain('tomorrow: claude-fable-5 was asked 0 times')
    expect(output).toContain('after reinstate: claude-fable-5 serves again')
  })

  it('03 passes as a test file', async () => {
    const { code, output } = await runExample('03-outage-in-a-test.ts')
    expect({ code, output }).toMatchObject({ code: 0 })
    expect(output).toMatch(/pass 2\b/)
  })
})
