import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { compileFunction } from 'node:vm'

type LegacySdk = typeof import('@google/generative-ai')

/**
 * Loads the SDK with a `fetch` of ours in its scope. It takes none by any option and calls the global one, so the
 * choice was between putting something in the global's place, which everything else in the process would see and
 * which a test's simulator would overwrite, and this: its one CommonJS file is given the name `fetch` the way Node
 * gives a module its `require`. The package gets no further versions, so the file will not change under us.
 */
export async function loadLegacySdk(fetch: typeof globalThis.fetch): Promise<LegacySdk> {
  const require = createRequire(import.meta.url)
  const file = require.resolve('@google/generative-ai')
  const define = compileFunction(await readFile(file, 'utf8'), ['exports', 'module', 'require', 'fetch'], { filename: file })
  const module = { exports: {} as LegacySdk }
  define(module.exports, module, createRequire(file), fetch)
  return module.exports
}
