import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { VENDORS } from '@understudy/providers'
import { FAULT_NAMES, SCENARIO_NAMES } from '@understudy/outage'
import { describe, expect, it } from 'vitest'
import { fences, pages, readPage, ROOT } from '../../scripts/docs/page.ts'

const readme = await readPage('README.md')

/** The cells of each row of the table below a heading. */
function table(heading: string): readonly (readonly string[])[] {
  const [, section = ''] = readme.split(`\n## ${heading}\n`)
  const [body = ''] = section.split('\n## ')
  return body
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
}

describe('the README', () => {
  it('is short', () => expect(readme.split('\n').length).toBeLessThanOrEqual(150))

  it('shows the two commands, and says that vendors are simulated', () => {
    expect(fences(readme, 'sh').map(({ code }) => code.trim())).toEqual(
      expect.arrayContaining(['npm ci && npm run demo', 'npm ci && npm test']),
    )
    expect(readme).toContain('the vendors are simulated')
  })

  it('comes to a first result in 15 lines of code', () => {
    const [first] = fences(readme, 'ts')
    expect(first?.code.trim().split('\n').length).toBeLessThanOrEqual(15)
  })

  it('counts faults and scenarios as they are, and so does every page', async () => {
    expect(readme).toContain(`${FAULT_NAMES.length} faults and ${SCENARIO_NAMES.length} scenarios`)
    for (const page of await pages())
      for (const [, count] of (await readPage(page)).matchAll(/\b(\d+) (?:of the )?faults\b/g))
        expect(`${page}: ${count}`).toBe(`${page}: ${FAULT_NAMES.length}`)
  })

  it('names for every provider the SDK, its versions, the key and what the conformance run found', async () => {
    const { peerDependencies } = JSON.parse(await readFile(join(ROOT, 'packages/providers/package.json'), 'utf8')) as {
      peerDependencies: Record<string, string>
    }
    const [, ...sections] = (await readPage('docs/conformance.md')).split('\n## ')
    const stated = new Map(table('Providers').map(([, factory = '', ...rest]) => [factory.replaceAll('`', ''), rest]))
    for (const { vendor, packageName, keyNames } of Object.values(VENDORS)) {
      const [sdk, key, kept] = stated.get(vendor.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())) ?? []
      expect(sdk).toBe(`\`${packageName}\` \`${peerDependencies[packageName]}\``)
      if (keyNames.length > 0 && key !== 'the same') expect(key).toBe(keyNames.map((name) => `\`${name}\``).join(', '))
      const section = sections.find((text) => text.startsWith(`${vendor}\n`)) ?? ''
      const clauses = section.split('\n').filter((line) => line.startsWith('| ')).length - 2
      expect(kept).toBe(`${clauses} clauses, ${section.split('✓').length - 1} runs`)
    }
  })
})
