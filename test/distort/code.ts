import { readFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FlawLabel } from '@understudy/spec'
import type { Labelled } from './measure.ts'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')

async function read(folder: string): Promise<Labelled> {
  const { flaws } = JSON.parse(await readFile(join(root, folder, 'labels.json'), 'utf8')) as { flaws: FlawLabel[] }
  const paths = [...new Set(flaws.map(({ path }) => path))]
  const files = await Promise.all(
    paths.map(async (path) => ({ path, content: await readFile(join(root, folder, path), 'utf8') })),
  )
  return { files, labels: flaws }
}

/** All labelled code of the repository: the shop service and the canary corpus. */
export async function labelledCode(): Promise<Labelled> {
  const parts = await Promise.all(['examples/shop-api', 'packages/findings/corpus'].map(read))
  return { files: parts.flatMap(({ files }) => files), labels: parts.flatMap(({ labels }) => labels) }
}

const OTHER = 'packages/floor/test/held-out'

/** Small programs in seven languages that were written for the floor; their labels say neither how bad a flaw is nor why. */
export async function otherCode(): Promise<Labelled> {
  const parts = await Promise.all(
    ['first', 'second'].map(async (set): Promise<Labelled> => {
      const labels = JSON.parse(await readFile(join(root, OTHER, set, 'labels.json'), 'utf8')) as Omit<FlawLabel, 'id'>[]
      const named = labels.map((label, index): FlawLabel => ({
        ...label,
        path: `${set}/${label.path}`,
        id: `${set}-${index}`,
        severity: 'high',
      }))
      const paths = [...new Set(labels.map(({ path }) => path))]
      const files = await Promise.all(
        paths.map(async (path) => ({
          path: `${set}/${path}`,
          content: await readFile(join(root, OTHER, set, 'flawed', path), 'utf8'),
        })),
      )
      return { files, labels: named }
    }),
  )
  return { files: parts.flatMap(({ files }) => files), labels: parts.flatMap(({ labels }) => labels) }
}
