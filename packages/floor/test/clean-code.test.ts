import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { scan } from '../src/index.ts'

/** The bench's packages are JavaScript that many people read and use, and that the rules were never written for. */
const require = createRequire(new URL('../../../bench/package.json', import.meta.url))
const modules = join(dirname(require.resolve('zod/package.json')), '..')
const PACKAGES = ['zod', 'openai', 'undici'] as const
const MOST_ALARMS_PER_KLOC = 0.1

describe('the floor on the code of well-known packages', () => {
  it('raises less than one alarm in ten thousand lines', () => {
    let lines = 0
    const alarms: string[] = []
    for (const name of PACKAGES) {
      const root = join(modules, name)
      const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
        (path) => path.endsWith('.js') && !/node_modules|\.min\./.test(path),
      )
      for (const path of paths) {
        const text = readFileSync(join(root, path), 'utf8')
        lines += text.split('\n').length
        for (const { startLine, family } of scan(path, text).flaws) alarms.push(`${name}/${path}:${startLine} ${family}`)
      }
    }
    console.info(`floor on ${PACKAGES.join(', ')}: ${alarms.length} alarms in ${lines} lines`, alarms)
    expect(lines).toBeGreaterThan(100_000)
    expect((alarms.length / lines) * 1000).toBeLessThan(MOST_ALARMS_PER_KLOC)
  })
})
