import { realpath, stat } from 'node:fs/promises'
import { dirname, extname, join } from 'node:path'
import { isInside } from '../input/report-path.ts'
import { ConfigError } from './config-error.ts'

const real = (path: string): Promise<string> => realpath(path).catch(() => path)

/** The repository that a folder lies in, or the folder itself where there is none. */
async function treeOf(folder: string): Promise<string> {
  for (let at = folder; ; at = dirname(at)) {
    if (await stat(join(at, '.git')).catch(() => null)) return at
    if (dirname(at) === at) return folder
  }
}

/**
 * A configuration that is a program may bring adapters of one's own, and runs with all that its operator may do. In the folder that is
 * reviewed it would be the judged party's program.
 * @throws ConfigError
 */
export async function refuseReviewedProgram(file: string, cwd: string): Promise<void> {
  if (['.json', '.jsonc'].includes(extname(file))) return
  const tree = await treeOf(await real(cwd))
  if (!isInside(tree, await real(file))) return
  throw new ConfigError(
    file,
    `it is a program, and lies in the folder that is reviewed (${tree}), whose authors could change it. Move it elsewhere and name it with --config, or write it as .json or .jsonc.`,
  )
}
