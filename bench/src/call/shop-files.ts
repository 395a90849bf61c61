import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FlawLabel, SourceFile } from '@understudy/spec'

const root = join(import.meta.dirname, '../../../examples/shop-api')

/** The real small service that every bench reviews, and what is known to be wrong with it. */
export async function shopLabels(): Promise<readonly FlawLabel[]> {
  return (JSON.parse(await readFile(join(root, 'labels.json'), 'utf8')) as { flaws: FlawLabel[] }).flaws
}

/** Its files that have known flaws, so that every answer holds findings. */
export async function shopFiles(): Promise<readonly SourceFile[]> {
  const paths = [...new Set((await shopLabels()).map(({ path }) => path))]
  return Promise.all(paths.map(async (path) => ({ path, content: await readFile(join(root, path), 'utf8') })))
}
