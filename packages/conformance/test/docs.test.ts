import { readFile } from 'node:fs/promises'
import { adapterContract } from '@understudy/conformance'
import { describe, expect, it } from 'vitest'
import { SHIPPED } from './support/benches.ts'

const read = (path: string): Promise<string> => readFile(new URL(path, import.meta.url), 'utf8')

describe('the pages', () => {
  it('show the adapter that the contract is run on, and it is short', async () => {
    const code = (await read('./support/house.ts')).trimEnd()
    expect(await read('../../../docs/adding-a-provider.md')).toContain(`\`\`\`ts house.ts\n${code}\n\`\`\``)
    expect(code.split('\n').length).toBeLessThan(80)
  })

  it('list every clause for every adapter, and none as broken', async () => {
    const page = await read('../../../docs/conformance.md')
    const tables = page.split('\n## ').slice(1)
    expect(tables.map((table) => table.split('\n')[0])).toEqual(SHIPPED.map(({ name }) => name))
    const names = [...new Set(adapterContract.map(({ group, name }) => `| ${group} | ${name} |`))]
    expect(tables.flatMap((table) => names.filter((name) => !table.includes(name)))).toEqual([])
    expect(page).not.toContain('| ✗ |')
  })
})
