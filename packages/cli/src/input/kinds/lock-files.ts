import { textShowsCode } from './code-marks.ts'

/** Whether text is what a package manager writes into its lock file. */
type Shape = (text: string) => boolean

/** Longest line that a lock file has. */
const LONGEST_LINE = 2000

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** No text in a document shows code, in whatever way it is written: escapes are read as what they stand for. */
function isPlainData(value: unknown): boolean {
  if (typeof value === 'string') return value.length <= LONGEST_LINE && !textShowsCode(value)
  if (typeof value !== 'object' || value === null) return true
  return Object.entries(value).every(([name, each]) => isPlainData(name) && isPlainData(each))
}

/** JSON with a member that says what it is, and with no others than the manager writes. */
const json =
  (marker: string, ...members: readonly string[]): Shape =>
  (text) => {
    const document = JSON.parse(text) as unknown
    if (!isPlainData(document)) return false
    return isRecord(document) && document[marker] !== undefined && Object.keys(document).every((name) => members.includes(name))
  }

/** Every line has one of some shapes, and the first lines one that says what it is. */
const lines =
  (telling: RegExp, ...shapes: readonly RegExp[]): Shape =>
  (text) => {
    const all = text.split('\n')
    const known = [/^\s*$/, /^\s*#/, telling, ...shapes]
    return (
      all.some((line) => telling.test(line.slice(0, LONGEST_LINE))) &&
      all.every((line) => line.length <= LONGEST_LINE && known.some((shape) => shape.test(line.trimEnd())))
    )
  }

/** Every line is one of a YAML mapping or list, and one says what it is. Asked without a pattern, so that no line is slow. */
const yaml =
  (telling: RegExp): Shape =>
  (text) => {
    const all = text.split('\n').map((line) => line.trim())
    return (
      all.some((line) => telling.test(line.slice(0, LONGEST_LINE))) &&
      all.every(
        (line) =>
          line.length <= LONGEST_LINE &&
          (line === '' ||
            line.startsWith('#') ||
            line.startsWith('- ') ||
            line.endsWith(':') ||
            line.includes(': ') ||
            line === '---'),
      )
    )
  }

const TOML_LINES = [/^\[\[?[\w.-]+\]\]?$/, /^[\w-]+ = .{1,1500}$/, /^ {1,8}["{].{0,1500}$/, /^[\]}],?$/] as const

const LOCKS: Readonly<Record<string, Shape>> = {
  'package-lock.json': json('lockfileVersion', 'name', 'version', 'lockfileVersion', 'requires', 'packages', 'dependencies'),
  'npm-shrinkwrap.json': json('lockfileVersion', 'name', 'version', 'lockfileVersion', 'requires', 'packages', 'dependencies'),
  'composer.lock': json(
    'content-hash',
    '_readme',
    'content-hash',
    'packages',
    'packages-dev',
    'aliases',
    'minimum-stability',
    'stability-flags',
    'prefer-stable',
    'prefer-lowest',
    'platform',
    'platform-dev',
    'platform-overrides',
    'plugin-api-version',
  ),
  'Pipfile.lock': (text) => {
    const document = JSON.parse(text) as unknown
    return isRecord(document) && isPlainData(document) && isRecord(document['_meta']) && Object.values(document).every(isRecord)
  },
  'flake.lock': json('nodes', 'nodes', 'root', 'version'),
  'packages.lock.json': json('dependencies', 'version', 'dependencies'),
  'yarn.lock': lines(/^# yarn lockfile v1$|^__metadata:$/, /^["@\w][^(){};]{0,1500}:$/, /^ {2,8}["@\w][^(){};]{0,1500}$/),
  'pnpm-lock.yaml': yaml(/^lockfileVersion: /),
  'pubspec.lock': yaml(/^packages:$/),
  'Podfile.lock': yaml(/^PODS:$/),
  'bun.lock': lines(/^ {2}"lockfileVersion": \d+,$/, /^\s*[{}[\]],?$/, /^\s*"[^"]{1,300}": .{1,1500}$/, /^\s*[\]}],?$/),
  'Cargo.lock': lines(/^\[\[package\]\]$/, /^version = \d+$/, ...TOML_LINES),
  'poetry.lock': lines(/^\[\[package\]\]$/, ...TOML_LINES),
  'uv.lock': lines(/^\[\[package\]\]$/, ...TOML_LINES),
  'Gemfile.lock': lines(/^(?:GEM|PATH|GIT)$/, /^[A-Z][A-Z ]{2,30}$/, /^ {2,6}[\w.!@:/~-].{0,300}$/),
  'go.sum': lines(/^\S{1,500} v\S{1,200} h1:[A-Za-z0-9+/]{43}=$/),
  'mix.lock': lines(/^%\{$/, /^ {2}"[\w-]+": \{:(?:hex|git|path), .{1,1500}\},?$/, /^\}$/),
  'gradle.lockfile': lines(/^empty=|^[\w.-]+:[\w.-]+:[\w.+-]+=[\w,]+$/),
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

/** True when the name is that of a lock file, so that its content is worth a look. */
export function isNamedLockFile(path: string): boolean {
  return Object.hasOwn(LOCKS, nameOf(path))
}

/** True for a lock file that parses as what its exact name says, and that holds no code. */
export function isLockFile(path: string, bytes: Uint8Array): boolean {
  const name = nameOf(path)
  const shape = Object.hasOwn(LOCKS, name) ? LOCKS[name] : undefined
  if (!shape || bytes.includes(0)) return false
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes).replaceAll('\r\n', '\n')
    return !textShowsCode(text) && shape(text)
  } catch {
    return false
  }
}
