import { posix, win32 } from 'node:path'
import { describe, expect, it } from 'vitest'
import { configFolder } from '../src/config/locate.ts'
import { gitCommand } from '../src/git/find.ts'
import { endingsOf } from '../src/input/judge-change.ts'
import { isInside, reportPath } from '../src/input/report-path.ts'
import { interruptSignals } from '../src/shell/shell.ts'
import { defaultStorePath } from '../src/store/locate.ts'
import { createTerminal, wantsUnicode } from '../src/terminal/terminal.ts'
import { symbol, SYMBOLS } from '../src/terminal/symbols.ts'
import { folderWith } from './folder.ts'
import { testShell } from './shell.ts'
import { runCommand } from '../src/main.ts'

const env =
  (values: Readonly<Record<string, string>>) =>
  (name: string): string | undefined =>
    values[name]
const ASCII = /^[\n\u0020-\u007e]*$/

// No Windows machine runs these: what depends on the system is given to the code as it would be there.
describe('on Windows', () => {
  it.each([
    ['C:\\repo', 'C:\\repo\\src\\a.js', 'src/a.js'],
    ['c:\\Repo', 'C:\\repo\\src\\a.js', 'src/a.js'],
    ['\\\\server\\share\\repo', '\\\\server\\share\\repo\\src\\a.js', 'src/a.js'],
    ['C:\\repo', 'C:\\repo', ''],
  ])('paths in reports have forward slashes: %s, %s', (root, path, wanted) => {
    expect(reportPath(root, path, win32)).toBe(wanted)
    expect(isInside(root, path, win32)).toBe(true)
  })

  it.each([
    ['another drive', 'C:\\repo', 'D:\\repo\\a.js'],
    ['a neighbour', 'C:\\repo', 'C:\\repo2\\a.js'],
    ['the parent', 'C:\\repo', 'C:\\'],
    ['a share', 'C:\\repo', '\\\\server\\share\\a.js'],
  ])('%s is not inside the root', (_, root, path) => expect(isInside(root, path, win32)).toBe(false))

  it('a name that holds a backslash stays one name elsewhere', () => {
    expect(reportPath('/repo', '/repo/src/a\\b.js', posix)).toBe('src/a\\b.js')
  })

  it('settings are where Windows keeps what roams, and health where it keeps what does not', () => {
    const given = env({
      APPDATA: 'C:\\Users\\u\\AppData\\Roaming',
      LOCALAPPDATA: 'C:\\Users\\u\\AppData\\Local',
      HOME: '/c/Users/u',
    })
    expect(configFolder(given, 'win32')).toBe('C:\\Users\\u\\AppData\\Roaming\\understudy')
    expect(defaultStorePath(given, 'win32')).toBe('C:\\Users\\u\\AppData\\Local\\understudy\\health.db')
    expect(defaultStorePath(env({ HOME: '/home/u' }), 'linux')).toBe('/home/u/.local/state/understudy/health.db')
  })

  it('git is never taken from the reviewed folder, where Windows would look first', () => {
    const asked: string[] = []
    const find = (path: string, there: string): string | null =>
      gitCommand({ platform: 'win32', env: env({ Path: path }), exists: (file) => (asked.push(file), file === there) })
    const git = 'C:\\Program Files\\Git\\cmd\\git.exe'
    expect(find('.;;bin;C:;\\tools;"C:\\Program Files\\Git\\cmd"', git)).toBe(git)
    expect(asked).toEqual([git])
    expect(find('.;', git)).toBe(null)
    expect(gitCommand({ platform: 'linux', env: env({}) })).toBe('git')
  })

  it('a line that differs from git’s copy in its ending alone did not change', () => {
    expect(endingsOf('a\r\nb\r\n', 'a\nb\n')).toBe('a\r\nb\r\n')
    expect(endingsOf('a\nb\n', 'a\nb\n')).toBe('a\nb\n')
    expect(endingsOf('a\r\nb\r\n', 'a\r\nc\r\n')).toBe('a\r\nc\r\n')
  })

  it('Ctrl-C, Ctrl-Break and a closed window end a run; elsewhere Ctrl-C, a polite kill and a closed terminal', () => {
    expect(interruptSignals('win32')).toEqual(['SIGINT', 'SIGBREAK', 'SIGHUP'])
    expect(interruptSignals('darwin')).toEqual(['SIGINT', 'SIGTERM', 'SIGHUP'])
  })

  it.each([
    [{}, false],
    [{ WT_SESSION: 'x' }, true],
    [{ TERM_PROGRAM: 'vscode' }, true],
    [{ ConEmuTask: 'x' }, true],
  ])('the old console gets ASCII, the new ones more: %j', (values, wanted) =>
    expect(wantsUnicode(env(values), 'win32')).toBe(wanted),
  )

  it('every sign has an ASCII one', () => {
    const terminal = createTerminal({ unicode: false })
    for (const name of SYMBOLS) expect(symbol(terminal, name)).toMatch(ASCII)
  })

  it.each([
    ['drill', 'withdrawal-for-everybody'],
    ['review', 'src', '--no-store'],
    ['review', 'gone'],
    ['doctor', '--offline', '--no-store'],
    ['readiness', '--no-store'],
    ['config', '--no-store'],
    ['frobnicate'],
  ])('an old console is written to in ASCII: %s', async (...args) => {
    using folder = folderWith({ 'src/a.js': 'eval(req.query.x)\n' })
    const { shell, stdout, stderr } = testShell({ cwd: folder.path, env: { NO_COLOR: '1' } })
    const console_ = { ...shell.stdout, isTerminal: true, write: (text: string) => shell.stdout.write(text) }
    await runCommand(args, { ...shell, platform: 'win32', stdout: console_ })
    expect(stdout()).toMatch(ASCII)
    expect(stderr()).toMatch(ASCII)
    expect(stdout() + stderr()).not.toBe('')
  })
})
