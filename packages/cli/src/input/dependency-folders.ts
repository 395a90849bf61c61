/** Names of what is directly in a folder, given its path relative to the folder that is judged. */
export type NamesIn = (folder: string) => Promise<readonly string[]>

type Proof = (names: readonly string[], namesIn: NamesIn) => boolean | Promise<boolean>

const anyOf =
  (...marks: readonly string[]): Proof =>
  (names) =>
    marks.some((mark) => names.includes(mark))

async function every(names: readonly string[], test: (name: string) => Promise<boolean>): Promise<boolean> {
  for (const name of names) if (!(await test(name))) return false
  return true
}

const holds =
  (mark: string, namesIn: NamesIn) =>
  async (folder: string): Promise<boolean> =>
    (await namesIn(folder)).includes(mark)

/** Nothing but packages, each with the file that makes it one. */
const npmPackages: Proof = (names, namesIn) =>
  every(
    names.filter((name) => !name.startsWith('.')),
    async (name) => {
      const isPackage = holds('package.json', namesIn)
      if (!name.startsWith('@')) return isPackage(name)
      return every(await namesIn(name), (each) => isPackage(`${name}/${each}`))
    },
  )

const pythonEnvironments: Proof = async (names, namesIn) => {
  for (const name of names) if (await holds('pyvenv.cfg', namesIn)(name)) return true
  return false
}

/**
 * Folders that tools fill, each with what only the tool leaves there. The name alone proves nothing: code of one's own may lie
 * in a folder that is called `vendor`, `build` or `target`.
 */
const PROOFS: Readonly<Record<string, Proof>> = {
  node_modules: npmPackages,
  bower_components: (names, namesIn) => every(names, holds('.bower.json', namesIn)),
  vendor: (names) => names.includes('modules.txt') || (names.includes('autoload.php') && names.includes('composer')),
  venv: anyOf('pyvenv.cfg'),
  '.venv': anyOf('pyvenv.cfg'),
  env: anyOf('pyvenv.cfg'),
  '.tox': pythonEnvironments,
  '.nox': pythonEnvironments,
  __pycache__: (names) => names.length > 0 && names.every((name) => name.endsWith('.pyc')),
  target: anyOf('CACHEDIR.TAG', '.rustc_info.json', 'maven-status', 'maven-archiver'),
  coverage: anyOf('lcov.info', 'coverage-final.json', 'lcov-report', 'clover.xml'),
  '.next': anyOf('BUILD_ID', 'build-manifest.json'),
  '.gradle': anyOf('buildOutputCleanup', 'vcs-1'),
  '.terraform': anyOf('providers'),
  '.svn': anyOf('wc.db'),
  '.hg': anyOf('requires'),
}

/** True for a folder that is proven to hold dependencies or build output. */
export async function isDependencyFolder(name: string, namesIn: NamesIn): Promise<boolean> {
  const proof = Object.hasOwn(PROOFS, name) ? PROOFS[name] : undefined
  return proof !== undefined && proof(await namesIn(''), namesIn)
}

/** True for a name that such a folder may have, so that it is worth a look. */
export function mayBeDependencyFolder(name: string): boolean {
  return Object.hasOwn(PROOFS, name)
}
