import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import type { FlawLabel } from '@understudy/spec'

const SHOP = join(import.meta.dirname, '..', 'shop-api')

/** The code under review: a small shop service, flawed on purpose. */
export async function shopFiles(): Promise<{ path: string; content: string }[]> {
  const names = await readdir(join(SHOP, 'src'), { recursive: true, withFileTypes: true })
  const paths = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return Promise.all(
    paths
      .toSorted()
      .map(async (path) => ({ path: relative(SHOP, path).split(sep).join('/'), content: await readFile(path, 'utf8') })),
  )
}

/** What a perfect reviewer would report of it. */
export async function shopLabels(): Promise<readonly FlawLabel[]> {
  const labels = JSON.parse(await readFile(join(SHOP, 'labels.json'), 'utf8')) as { flaws: readonly FlawLabel[] }
  return labels.flaws
}
