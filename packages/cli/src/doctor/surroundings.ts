import { execFile } from 'node:child_process'
import { access, constants } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { promisify } from 'node:util'
import { importFindings } from '@understudy/findings'
import { proxyBefore, proxySettings, type RouteTarget } from '@understudy/sdk'
import { safeSentence, UnderstudyError } from '@understudy/spec'
import { readBaseline } from '../baseline/file.ts'
import { gitCommand } from '../git/find.ts'
import { readText } from '../notices/keys.ts'
import { readComparability } from '../review/comparability.ts'
import type { ReviewSettings } from '../settings/settings.ts'
import { errnoWords } from '../shell/errno.ts'
import type { World } from '../shell/shell.ts'
import { duration } from '../terminal/text.ts'
import type { Check } from './checks.ts'

const ASK_MS = 10_000
/** A `Date` header has whole seconds, and the answer was under way for a while. */
const CLOCK_SLACK_MS = 60_000

/** An error as a check says it. */
export function troubleOf(error: unknown): string {
  const said = error instanceof Error ? error.message : String(error)
  return error instanceof UnderstudyError ? said : safeSentence(said)
}

/** Something that is read or opened: what is wrong with it is a check, and nothing else is kept from being looked at. */
export async function checkOf(name: string, look: () => Promise<string>): Promise<Check> {
  try {
    return { name, result: 'ok', sentence: await look() }
  } catch (error) {
    return { name, result: 'failed', sentence: troubleOf(error) }
  }
}

/** How far our clock is from that of a server, by its `Date` header; null when it sends none. Pure. */
export function clockSkewMs(header: string | null, now: number): number | null {
  const time = header === null ? Number.NaN : Date.parse(header)
  return Number.isNaN(time) ? null : now - time
}

/** Whether a vendor's address answers at all, and what it holds the time for. Carries no key and no code. */
export async function endpointCheck(endpoint: string, { runtime }: Pick<World, 'runtime'>): Promise<Check> {
  const name = `reach ${endpoint}`
  const proxy = proxyBefore(
    endpoint,
    proxySettings((variable) => runtime.env(variable)),
  )
  // Straight to the vendor nothing may get out of a network that has a proxy, so it would prove nothing.
  if (proxy)
    return {
      name,
      result: 'ok',
      sentence: `not asked: calls go through the proxy ${proxy.host} (${proxy.variable}), unless NO_PROXY names it`,
    }
  const started = runtime.now()
  try {
    const response = await runtime.fetch(endpoint, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(ASK_MS) })
    const took = duration(runtime.now() - started)
    const skew = clockSkewMs(response.headers.get('date'), runtime.wallTime())
    return skew !== null && Math.abs(skew) > CLOCK_SLACK_MS
      ? {
          name,
          result: 'warning',
          sentence: `answers in ${took}, but our clock is ${duration(Math.abs(skew))} ${skew > 0 ? 'ahead' : 'behind'}. Set the clock.`,
        }
      : { name, result: 'ok', sentence: `answers in ${took}` }
  } catch (error) {
    const { code = '' } = ((error as Error).cause ?? {}) as NodeJS.ErrnoException
    const why =
      (error as Error).name === 'TimeoutError'
        ? `no answer in ${duration(ASK_MS)}`
        : code || safeSentence((error as Error).message)
    return { name, result: 'failed', sentence: `cannot be reached: ${why}. Check the network, a firewall or a proxy.` }
  }
}

/** Addresses on the network, each once. */
export function endpointsOf(targets: readonly RouteTarget[]): readonly string[] {
  return [...new Set(targets.map(({ adapter }) => adapter.channel.endpoint))].filter((endpoint) => /^https?:/.test(endpoint))
}

/** Git, which `--diff` and `--staged` need and nothing else does. */
export async function gitCheck({ env, platform }: Pick<World, 'env' | 'platform'>): Promise<Check> {
  const command = gitCommand({ env, platform })
  const version = command === null ? null : await promisify(execFile)(command, ['--version']).catch(() => null)
  return version === null
    ? { name: 'git', result: 'warning', sentence: 'is not installed, so --diff and --staged do not work' }
    : { name: 'git', result: 'ok', sentence: version.stdout.trim().replace(/^git version /, '') }
}

/** Whom TLS believes beside Node's own list. Node says nothing of a file that is not there, and goes on without it. */
export async function certificateCheck({ env, cwd, runtime }: Pick<World, 'env' | 'cwd' | 'runtime'>): Promise<Check> {
  const name = 'certificates'
  if (env('NODE_TLS_REJECT_UNAUTHORIZED') === '0')
    return {
      name,
      result: 'failed',
      sentence:
        'NODE_TLS_REJECT_UNAUTHORIZED=0 lets anybody on the way read your code. Unset it, and set NODE_EXTRA_CA_CERTS instead.',
    }
  const file = env('NODE_EXTRA_CA_CERTS')
  if (!file) return { name, result: 'ok', sentence: 'those that Node brings along; NODE_EXTRA_CA_CERTS is not set' }
  return (await runtime.files.stat(resolve(cwd, file)).catch(() => null))
    ? { name, result: 'ok', sentence: `those that Node brings along, and ${file} (NODE_EXTRA_CA_CERTS)` }
    : {
        name,
        result: 'failed',
        sentence: `NODE_EXTRA_CA_CERTS names ${file}, and there is no such file: Node goes on without it`,
      }
}

/** Files that settings name: found out here rather than by a review. */
export async function fileChecks(settings: ReviewSettings, world: World): Promise<readonly Check[]> {
  const { baseline, journal, comparability, floorSarif } = settings
  return [
    ...(floorSarif === undefined
      ? []
      : [
          await checkOf(
            'SARIF floor',
            async () =>
              `${floorSarif}: ${(await importFindings(await readText(floorSarif, world.cwd))).findings.length} findings`,
          ),
        ]),
    ...(baseline === undefined
      ? []
      : [
          await checkOf('baseline', async () => `${baseline}: ${(await readBaseline(baseline, world)).accepted.length} accepted`),
        ]),
    ...(comparability === undefined
      ? []
      : [
          await checkOf('profiles', async () => {
            const read = await readComparability(settings, world)
            return `${comparability.profiles}: ${read.comparability?.profiles?.length ?? 0} served models, compared with ${comparability.baseline}`
          }),
        ]),
    ...(journal === undefined ? [] : [await checkOf('journal', () => journalWords(journal, world))]),
  ]
}

async function journalWords(journal: string, { cwd, runtime }: World): Promise<string> {
  const path = resolve(cwd, journal)
  const there = (await runtime.files.stat(path)) !== null
  await access(there ? path : dirname(path), constants.W_OK).catch((error: unknown) => {
    throw new UnderstudyError('journal-unusable', `${journal} cannot be written: ${errnoWords(error)}.`, { cause: error })
  })
  return there ? `${journal} can be written` : `${journal} will be made`
}
