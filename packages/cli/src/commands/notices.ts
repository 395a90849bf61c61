import { resolve } from 'node:path'
import type { Command } from 'commander'
import { encodeTerminalLine } from '@understudy/findings'
import type { NoticeDocument } from '@understudy/failover/notice'
import { type TaskName, UnderstudyError } from '@understudy/spec'
import { readText, readTrusted } from '../notices/keys.ts'
import { EXIT } from '../shell/exit-code.ts'
import type { Shell } from '../shell/shell.ts'
import { writeJson, writeLines } from '../shell/write.ts'
import type { Act } from './act.ts'
import { addTargetFlags, configChoice, type TargetFlags } from './settings-flags.ts'

const TASKS: readonly TaskName[] = ['review.files', 'review.diff', 'triage.finding', 'verify.fix', 'propose.patch']

interface Json {
  readonly json?: boolean
}

/** @throws UnderstudyError `unreadable-input` or `invalid-notice`, with the file's name */
async function readNotices(path: string, cwd: string): Promise<NoticeDocument> {
  const { parseNotices } = await import('@understudy/failover/notice')
  const text = await readText(path, cwd)
  try {
    return parseNotices(text)
  } catch (error) {
    if (!(error instanceof UnderstudyError)) throw error
    throw new UnderstudyError(error.code, `${path}: ${error.message}`, { cause: error })
  }
}

const collect = (text: string, before: readonly string[] = []): readonly string[] => [...before, text]
const plain = (sentences: readonly string[]): readonly string[] => sentences.map(encodeTerminalLine)

async function lint(path: string, { json }: Json, shell: Shell): Promise<number> {
  const { lintNotice } = await import('@understudy/failover/notice')
  const { notices } = await readNotices(path, shell.cwd)
  const found = notices.map((notice) => ({ notice: notice.id, missing: lintNotice(notice) }))
  if (json) writeJson(shell, found)
  else
    for (const { notice, missing } of found)
      writeLines(
        shell,
        plain([
          `${notice}: ${missing.length === 0 ? 'states what a credible order states' : ''}`,
          ...missing.map(({ path: at, sentence }) => `  ${at}: ${sentence}`),
        ]),
      )
  return found.every(({ missing }) => missing.length === 0) ? EXIT.clean : EXIT.findings
}

async function sign(path: string, { key, id }: { readonly key: string; readonly id: string }, shell: Shell): Promise<number> {
  const { signNotices } = await import('@understudy/failover/notice')
  const signed = signNotices(await readNotices(path, shell.cwd), { id, privateKey: await readText(key, shell.cwd) })
  writeJson(shell, signed)
  return EXIT.clean
}

/** Which of the trusted keys signed a document: each is asked by itself. */
async function verify(
  path: string,
  { trust, json }: Json & { readonly trust: readonly string[] },
  shell: Shell,
): Promise<number> {
  const { openNotices } = await import('@understudy/failover/notice')
  await readNotices(path, shell.cwd)
  const signed: string[] = []
  for (const key of await readTrusted(trust, shell.cwd)) {
    const board = openNotices({ sources: [{ path: resolve(shell.cwd, path) }], trustedKeys: [key], runtime: shell.runtime })
    await board.reload()
    if (board.sources()[0]?.version != null) signed.push(key.id)
    board.close()
  }
  if (json) writeJson(shell, { signedBy: signed })
  else
    shell.stdout.write(
      signed.length === 0
        ? 'No trusted key signed it: it is advice, and bars nothing.\n'
        : `Signed by ${signed.join(', ')}.${signed.length === 1 ? ' One key may bar; lifting needs two.' : ''}\n`,
    )
  return signed.length > 0 ? EXIT.clean : EXIT.findings
}

interface ApplyFlags extends TargetFlags, Json {
  readonly trust: readonly string[]
  readonly yes?: boolean
}

/** Says what a document would change for the targets at hand, and puts it into force with --yes. */
async function apply(path: string, flags: ApplyFlags, command: Command, shell: Shell): Promise<number> {
  const [{ dryRunNotices, openNotices }, { openTargets }] = await Promise.all([
    import('@understudy/failover/notice'),
    import('../targets/open.ts'),
  ])
  const document = await readNotices(path, shell.cwd)
  await using opened = await openTargets(configChoice(flags, command), shell)
  const targets = opened.targets.map(({ adapter }) => adapter)
  const preview = dryRunNotices(document, { targets, tasks: TASKS, wallTime: shell.runtime.wallTime() })
  let applied = false
  let trouble: string | undefined
  if (flags.yes) {
    const board = openNotices({
      sources: [{ path: resolve(shell.cwd, path) }],
      trustedKeys: await readTrusted(flags.trust, shell.cwd),
      store: opened.store.store,
      runtime: shell.runtime,
    })
    await board.reload()
    const [state] = board.sources()
    const kept = state?.version === document.version
    // A review asks only the sources that its configuration names.
    const read = opened.effective.values.notices?.sources.some(
      (source) => resolve(shell.cwd, source) === resolve(shell.cwd, path),
    )
    applied = kept && read === true
    trouble = kept
      ? `no review reads it. Name ${path} among notices.sources of your own configuration`
      : (state?.trouble ?? 'no trusted key signed it')
    board.close()
  }
  if (flags.json) writeJson(shell, { ...preview, applied, ...(trouble !== undefined && { trouble }) })
  else {
    const changes = preview.changes.map(({ change, target, task, notice }) => `${change} ${target} for ${task} (${notice})`)
    writeLines(shell, plain(changes.length > 0 ? changes : ['It changes nothing for these targets.']))
    writeLines(
      shell,
      plain(
        preview.held.map(
          ({ notice, task }) => `held ${notice}: it would bar the last target for ${task}, and waits for an operator’s yes`,
        ),
      ),
    )
    shell.stdout.write(
      flags.yes
        ? applied
          ? 'In force.\n'
          : `Not in force: ${encodeTerminalLine(trouble ?? '')}.\n`
        : 'Nothing was changed. To put it into force: --yes\n',
    )
  }
  return flags.yes && !applied ? EXIT.findings : EXIT.clean
}

/** Adds `understudy notices`. */
export function addNotices(program: Command, act: Act): void {
  const notices = program.command('notices').description('Work with documents that bar models before any call fails')
  notices.addHelpText('before', 'Example:\n  understudy notices apply order.json --trust legal=legal.pub.pem\n')
  notices
    .command('lint')
    .description('Say what a credible order would state and this one does not')
    .argument('<document>')
    .option('--json', 'as JSON')
    .action(act(async (shell, path: string, flags: Json) => lint(path, flags, shell)))
  notices
    .command('sign')
    .description('Print the document with one more signature')
    .argument('<document>')
    .requiredOption('--key <file>', 'Ed25519 private key in PEM')
    .requiredOption('--id <name>', 'name of the key')
    .action(act(async (shell, path: string, flags: { readonly key: string; readonly id: string }) => sign(path, flags, shell)))
  notices
    .command('verify')
    .description('Say which trusted keys signed it')
    .argument('<document>')
    .requiredOption('--trust <id=file>', 'a trusted public key; may be repeated', collect)
    .option('--json', 'as JSON')
    .action(act(async (shell, path: string, flags: Json & { readonly trust: readonly string[] }) => verify(path, flags, shell)))
  const applying = notices
    .command('apply')
    .description('Show what a document would change for your targets, and put it into force')
    .argument('<document>')
    .option('--trust <id=file>', 'a trusted public key; may be repeated', collect, [])
    .option('--yes', 'put it into force')
    .option('--json', 'as JSON')
  addTargetFlags(applying).action(act(async (shell, path: string, flags: ApplyFlags) => apply(path, flags, applying, shell)))
}
