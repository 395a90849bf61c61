import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { carryMark, encodeTerminalLine, type Finding } from '@understudy/findings'
import { UnderstudyError } from '@understudy/spec'
import type { Shell } from '../shell/shell.ts'
import { count } from '../terminal/text.ts'
import { publishedIn } from './state.ts'
import { openState } from './workspace.ts'

export interface AcceptSwitch {
  /** Folder that the runner's cache keeps. */
  readonly state: string
  /** Only alerts that this model reported. @default every model */
  readonly from: string | undefined
}

/** Alerts that are open only because one model replaced another. */
function carriedBySwitch(finding: Finding, from: string | undefined): boolean {
  const mark = carryMark(finding)
  return mark !== null && mark.why !== 'not-read' && (from === undefined || mark.by === from)
}

/** `understudy alerts accept-switch`: ends the carry at once, so that the next upload closes those alerts. */
export async function acceptSwitch({ state, from }: AcceptSwitch, shell: Shell): Promise<number> {
  const folder = resolve(shell.cwd, state)
  if (!(await stat(folder).catch(() => null))?.isDirectory())
    throw new UnderstudyError('unreadable-input', `--state ${state} is no folder. Name the one that ci github or ci gitlab kept.`)
  await using opened = await openState(folder, shell)
  for (const remark of opened.remarks) shell.stderr.write(`${encodeTerminalLine(remark)}\n`)
  let ended = 0
  for (const { report, replace } of await publishedIn(opened.state, shell.runtime)) {
    const findings = report.findings.filter((finding) => !carriedBySwitch(finding, from))
    if (findings.length === report.findings.length) continue
    ended += report.findings.length - findings.length
    await replace({ ...report, findings })
  }
  shell.stdout.write(`${count(ended, 'alert')} no longer carried. The next upload closes what no model repeats.\n`)
  return 0
}
