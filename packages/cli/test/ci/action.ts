import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Runtime } from '@understudy/spec'
import { parse } from 'yaml'
import type { CommandResult } from '../command.ts'
import { inProcess } from '../shell.ts'
import type { GitHubStandIn } from './github-api.ts'
import { type EventOptions, pullRequestEvent, type PullRequestFolder } from './workspace.ts'

export const ROOT = fileURLToPath(new URL('../../../..', import.meta.url)).replace(/\/$/, '')

export interface Step {
  readonly name: string
  readonly id?: string
  readonly if?: string
  readonly uses?: string
  readonly shell?: string
  readonly run?: string
  readonly with?: Readonly<Record<string, unknown>>
  readonly env?: Readonly<Record<string, string>>
}

export interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>
  readonly outputs: Readonly<Record<string, { readonly value: string }>>
  readonly runs: { readonly using: string; readonly steps: readonly Step[] }
}

export const ACTION_TEXT = readFileSync(join(ROOT, 'action.yml'), 'utf8')
export const ACTION = parse(ACTION_TEXT) as Action

export interface RunActionOptions extends EventOptions {
  readonly folder: PullRequestFolder
  readonly api: GitHubStandIn
  readonly inputs?: Readonly<Record<string, string>>
  /** Added to the environment of the job. */
  readonly env?: Readonly<Record<string, string>>
  readonly event?: { readonly name: string; readonly payload: object; readonly ref: string; readonly sha: string }
  readonly runNumber?: number
  /** Runs the command in this process instead of bash: a hundred times faster to start. @default false */
  readonly inProcess?: boolean
  /** Replaces parts of the real world, in this process. */
  readonly runtime?: Partial<Runtime>
  /** Where the action was checked out to. @default this repository, with npm replaced by a stub that notes how it was called */
  readonly actionPath?: string
}

export interface ActionRun extends CommandResult {
  readonly summary: string
  readonly outputs: Readonly<Record<string, string>>
  /** How npm was called. */
  readonly npm: string
  readonly temp: string
}

/** The value of an expression, for the few that the action uses; anything else is a mistake in it. */
function evaluate(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\$\{\{\s*([\w.-]+)\s*\}\}/g, (_, name: string) => {
    const value = values[name]
    if (value === undefined) throw new Error(`action.yml uses ${name}, which this test does not know.`)
    return value
  })
}

export function bash(
  step: Pick<Step, 'name' | 'run'>,
  cwd: string,
  env: Readonly<Record<string, string>>,
): Promise<CommandResult> {
  // As the runner does for `shell: bash`.
  const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run ?? ''], { cwd, env: { ...env } })
  let [stdout, stderr] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  child.stdin.end()
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, stdout, stderr })))
}

function fileIn(folder: string, name: string, content = ''): string {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}

const text = (path: string): string => (existsSync(path) ? readFileSync(path, 'utf8') : '')

/** Runs the `run:` steps of action.yml in bash, with the environment that GitHub gives them. */
export async function runAction(options: RunActionOptions): Promise<ActionRun> {
  const { folder, api, actionPath = ROOT, runNumber = 1 } = options
  const temp = `${folder.path}.home/temp`
  const files = `${folder.path}.home/run-${runNumber}`
  const event = options.event ?? {
    name: 'pull_request',
    payload: pullRequestEvent(folder, options),
    ref: `refs/pull/${options.number ?? 7}/merge`,
    sha: folder.merge(),
  }
  const calls = join(files, 'npm-calls')
  // The checkout of the action is never built, so that its sources run; this one may have been.
  const node = `#!/bin/sh\nexec '${process.execPath}' --conditions=@understudy/source --disable-warning=ExperimentalWarning "$@"\n`
  const stub = fileIn(join(files, 'bin'), 'npm', `#!/bin/sh\npwd > '${calls}'\necho "$@" >> '${calls}'\n`)
  for (const program of [stub, fileIn(join(files, 'bin'), 'node', node)]) chmodSync(program, 0o755)
  const given = Object.entries(ACTION.inputs).map(([name, { default: fallback }]) => [
    `inputs.${name}`,
    options.inputs?.[name] ?? (fallback === '${{ github.token }}' ? api.token : fallback),
  ])
  const values = { ...(Object.fromEntries(given) as Record<string, string>), 'runner.temp': temp, 'runner.os': 'Linux' }
  const env = {
    PATH: [...(actionPath === ROOT ? [dirname(stub)] : []), dirname(process.execPath), process.env['PATH']].join(':'),
    // A runner is new for every run: only what the cache keeps is there again.
    HOME: join(files, 'home'),
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTION_PATH: actionPath,
    GITHUB_ACTOR: 'octocat',
    GITHUB_API_URL: api.baseUrl,
    GITHUB_GRAPHQL_URL: `${api.baseUrl}/graphql`,
    GITHUB_EVENT_NAME: event.name,
    GITHUB_EVENT_PATH: fileIn(files, 'event.json', JSON.stringify(event.payload)),
    GITHUB_OUTPUT: fileIn(files, 'output'),
    GITHUB_REF: event.ref,
    GITHUB_REPOSITORY: api.repository,
    GITHUB_RUN_ID: String(9000 + runNumber),
    GITHUB_RUN_NUMBER: String(runNumber),
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_SHA: event.sha,
    GITHUB_STEP_SUMMARY: fileIn(files, 'summary.md'),
    GITHUB_WORKSPACE: folder.path,
    RUNNER_OS: 'Linux',
    RUNNER_TEMP: temp,
    ...options.env,
  }
  mkdirSync(temp, { recursive: true })
  let result: CommandResult = { code: 0, stdout: '', stderr: '' }
  for (const step of ACTION.runs.steps) {
    // A step after one that failed does not run; those of other actions are what the test stands in for.
    if (step.run === undefined || result.code !== 0) continue
    const own = Object.fromEntries(Object.entries(step.env ?? {}).map(([name, value]) => [name, evaluate(value, values)]))
    const inside = options.inProcess === true ? /understudy\.js" (.*)$/.exec(step.run)?.[1] : undefined
    const next = inside
      ? await inProcess(inside.split(' '), {
          cwd: folder.path,
          env: { ...env, ...own },
          ...(options.runtime && { runtime: options.runtime }),
        })
      : await bash(step, folder.path, { ...env, ...own })
    result = { code: next.code, stdout: result.stdout + next.stdout, stderr: result.stderr + next.stderr }
  }
  const outputs = text(env.GITHUB_OUTPUT)
    .split('\n')
    .filter(Boolean)
    .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)])
  return {
    ...result,
    summary: text(env.GITHUB_STEP_SUMMARY),
    outputs: Object.fromEntries(outputs) as Record<string, string>,
    npm: text(calls),
    temp,
  }
}
