import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

export interface TestFolder extends Disposable {
  readonly path: string
  at(name: string): string
}

/** A folder with these files, removed at the end of the block. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>> = {}): TestFolder {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'understudy-cli-')))
  const at = (name: string): string => join(path, name)
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(at(name)), { recursive: true })
    writeFileSync(at(name), content)
  }
  return {
    path,
    at,
    [Symbol.dispose]: () => {
      // The home beside it is where commands run by a test keep their state.
      for (const folder of [path, `${path}.home`]) rmSync(folder, { recursive: true, force: true })
    },
  }
}
