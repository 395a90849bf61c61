import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { type BenchRow, median } from './row.ts'

const run = promisify(execFile)

/** Milliseconds that `import(specifier)` takes in a fresh process, measured inside it. Uses the built packages, as users do. */
async function importMs(specifier: string): Promise<number> {
  const script = `const start = performance.now(); await import(${JSON.stringify(specifier)}); console.log(performance.now() - start)`
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], { cwd: import.meta.dirname })
  return Number(stdout)
}

const PAIRS = 9

/** `import('@understudy/sdk')` beside `import('openai')`, in turn, so that a slow moment of the machine hits both. */
export async function importTime(): Promise<readonly BenchRow[]> {
  const ours: number[] = []
  const theirs: number[] = []
  await importMs('openai')
  await importMs('@understudy/sdk')
  for (let pair = 0; pair < PAIRS; pair++) {
    theirs.push(await importMs('openai'))
    ours.push(await importMs('@understudy/sdk'))
  }
  const ratio = median(ours.map((ms, index) => ms / (theirs[index] ?? Number.NaN)))
  return [
    {
      name: "import('@understudy/sdk') beside import('openai')",
      unit: 'ms',
      value: median(ours),
      against: median(theirs),
      ratio,
      target: '≤ 0.6 × (60 ms where openai takes 100)',
      met: ratio <= 0.6,
    },
  ]
}
