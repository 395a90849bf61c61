import { chmodSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DRESSES } from './contents.ts'

/** Names by which an author may hope that nobody reads a file. */
const NAMES: readonly (string | Buffer)[] = [
  'app.js',
  'license.php',
  'LicenseController.java',
  'LICENSE',
  'COPYING.md',
  'page.mdx',
  'README.md',
  'icon.svg',
  'requirements.txt',
  'CMakeLists.txt',
  'bundle.min.js',
  'bundle.js.map',
  'handler.snap',
  'vendor/evil.php',
  'node_modules/evil.js',
  'build/evil.js',
  'dist/evil.js',
  'target/exec.js',
  'coverage/evil.js',
  '__pycache__/evil.py',
  '.vscode/tasks.json',
  '.understudy/evil.js',
  'package-lock.json',
  'yarn.lock',
  'go.sum',
  'logo.png',
  'logo.gif',
  'font.woff2',
  'clip.mp4',
  'run',
  'x.inc',
  'Dockerfile',
  '.hidden',
  'with space.js',
  'quo"te.js',
  'back\\slash.js',
  '--option.js',
  ':0:staged.js',
  ':(glob)*.js',
  '*.js',
  'ünï.js',
  Buffer.from([0x63, 0x61, 0x66, 0xe9, 0x2e, 0x6a, 0x73]),
  'line\nfeed.js',
  'NUL.js',
]

/** What the author of the change writes into `.gitattributes` beside the file. */
const ATTRIBUTES = [
  null,
  '* linguist-generated\n',
  '* linguist-vendored=true\n',
  '* -diff -text binary\n',
  '* filter=lfs diff=lfs\n',
]

/** What the author writes into `.gitignore` beside the file, which git tracks all the same. */
const IGNORES = [null, '*\n', '**/*.js\nLICENSE\n']

const KINDS = [
  'added',
  'modified',
  'was unreadable',
  'was empty',
  'moved and edited',
  'made executable',
  'was a link',
  'moved out of what the base calls vendored',
  'deleted',
] as const

export interface UnreadCase {
  readonly number: number
  /** Occurs in the code, and nowhere else. */
  readonly marker: string
  readonly name: Buffer
  readonly dress: string
  readonly kind: (typeof KINDS)[number]
  readonly attributes: string | null
  readonly ignore: string | null
}

/** Every name with every content; attributes, ignore rules and kinds of change take turns, so that all pairs occur. */
export function unreadCases(): readonly UnreadCase[] {
  const cases: UnreadCase[] = []
  const turn = <T>(list: readonly T[], by: number): T => list[by % list.length] as T
  for (const name of NAMES)
    for (const dress of Object.keys(DRESSES)) {
      const number = cases.length
      cases.push({
        number,
        marker: `mk${String(number).padStart(5, '0')}x`,
        name: typeof name === 'string' ? Buffer.from(name) : name,
        dress,
        kind: turn(KINDS, number + Math.floor(number / KINDS.length)),
        attributes: turn(ATTRIBUTES, number + Math.floor(number / ATTRIBUTES.length)),
        ignore: turn(IGNORES, number + Math.floor(number / 7)),
      })
    }
  return cases
}

/** In words, for a failure. */
export const words = ({ name, dress, kind, attributes, ignore }: UnreadCase): string =>
  [name.toString('latin1'), dress, kind, attributes ?? 'no attributes', ignore ?? 'no ignore rules']
    .map((word) => JSON.stringify(word))
    .join(', ')

const BENIGN = Array.from({ length: 60 }, (_, line) => `export const v${line} = ${line}\n`).join('')

const folderOf = (top: string, { number }: UnreadCase): string => join(top, `c${number}`)
const path = (folder: string, name: Buffer): Buffer => Buffer.concat([Buffer.from(`${folder}/`), name])

function put(file: Buffer, content: Buffer | string): void {
  const folder = file.subarray(0, file.lastIndexOf(0x2f))
  mkdirSync(folder, { recursive: true })
  writeFileSync(file, content)
}

/** The case as the base has it. */
export function writeBase(top: string, each: UnreadCase): void {
  const folder = folderOf(top, each)
  const file = path(folder, each.name)
  mkdirSync(folder, { recursive: true })
  const dressed = DRESSES[each.dress]?.(each.marker) ?? Buffer.of()
  if (each.kind === 'modified' || each.kind === 'made executable') put(file, 'export const before = 1\n')
  if (each.kind === 'was unreadable') put(file, Buffer.concat([dressed, Buffer.from([0])]))
  if (each.kind === 'was empty') put(file, '')
  if (each.kind === 'moved and edited') put(Buffer.from(join(folder, `old-${each.number}.txt`)), BENIGN)
  if (each.kind === 'was a link') {
    put(file, '')
    rmSync(file)
    symlinkSync('elsewhere', file)
  }
  if (each.kind === 'moved out of what the base calls vendored') put(Buffer.from(join(folder, 'called-vendored/file')), dressed)
  if (each.kind === 'deleted') put(file, dressed)
}

/** The case as the change makes it. */
export function writeChange(top: string, each: UnreadCase): void {
  const folder = folderOf(top, each)
  const file = path(folder, each.name)
  const dressed = DRESSES[each.dress]?.(each.marker) ?? Buffer.of()
  if (each.attributes !== null) writeFileSync(join(folder, '.gitattributes'), each.attributes)
  if (each.ignore !== null) writeFileSync(join(folder, '.gitignore'), each.ignore)
  if (each.kind === 'deleted' || each.kind === 'was a link') rmSync(file)
  if (each.kind === 'deleted') return
  if (each.kind === 'moved out of what the base calls vendored') {
    put(file, '')
    renameSync(join(folder, 'called-vendored/file'), file)
  } else if (each.kind === 'moved and edited') {
    rmSync(join(folder, `old-${each.number}.txt`))
    put(file, Buffer.concat([Buffer.from(BENIGN), dressed]))
  } else put(file, dressed)
  if (each.kind === 'made executable') chmodSync(file, 0o755)
}
