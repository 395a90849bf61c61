import { stat } from 'node:fs/promises'
import { dirname, join, posix } from 'node:path'
import { describe, expect, it } from 'vitest'
import { anchorsOf, internalLinks } from '../../scripts/docs/links.ts'
import { pages, readPage, ROOT } from '../../scripts/docs/page.ts'

const exists = (path: string): Promise<boolean> =>
  stat(join(ROOT, path)).then(
    () => true,
    () => false,
  )

const target = (page: string, path: string): string => (path === '' ? page : posix.join(dirname(page), path))

describe('links of the documentation', async () => {
  it.each(await pages())('%s links to files and headings that exist', async (page) => {
    const broken: string[] = []
    for (const { path, anchor } of internalLinks(await readPage(page))) {
      const to = target(page, path)
      if (!(await exists(to))) broken.push(to)
      else if (anchor && !(to.endsWith('.md') && anchorsOf(await readPage(to)).has(anchor))) broken.push(`${to}#${anchor}`)
    }
    expect(broken).toEqual([])
  })

  it('reach every page from docs/README.md', async () => {
    const linked = internalLinks(await readPage('docs/README.md')).map(({ path }) => target('docs/README.md', path))
    const listed = (await pages()).filter((page) => page.startsWith('docs/') && page !== 'docs/README.md')
    expect(listed.filter((page) => !linked.includes(page))).toEqual([])
  })

  it('are told from code, and headings are named as GitHub names them', () => {
    expect(internalLinks('[a](b.md#c) `[x](y.md)` [d](#e) [f](https://g.example)')).toEqual([
      { path: 'b.md', anchor: 'c' },
      { path: '', anchor: 'e' },
    ])
    expect([...anchorsOf('# A `code` & more\n## What: "this"?\n## Same\n## Same\n')]).toEqual([
      'a-code--more',
      'what-this',
      'same',
      'same-1',
    ])
  })
})
