import { randomBytes } from 'node:crypto'
import { type AddressInfo, isIPv6 } from 'node:net'
import { resolve } from 'node:path'
import { checkWord, UnderstudyError } from '@understudy/spec'
import { errnoWords } from '../shell/errno.ts'
import type { ConfigChoice } from '../config/effective.ts'
import { EXIT } from '../shell/exit-code.ts'
import { listenForInterrupt } from '../shell/interrupt.ts'
import type { Shell } from '../shell/shell.ts'
import { openTargets, type OpenedTargets } from '../targets/open.ts'
import { configCandidates } from '../config/locate.ts'
import { follow, type Followed } from '../live/follow.ts'
import { eventWords } from '../live/words.ts'
import { writeJson } from '../shell/write.ts'
import { followJournal, type JournalTail } from './journal-tail.ts'
import { type LiveState, livePage, liveParts } from './page.ts'
import { type LiveServer, liveServer, type OperatorWish, type ServeHost } from './server.ts'

export interface ServeRequest {
  readonly port: number
  readonly host: string
  /** Write the address as JSON to standard output. */
  readonly json: boolean
}

/** How often store and journal are looked at. */
const LOOK_MS = 1_000

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '::1'])

function hostOf(opened: Followed<OpenedTargets>, tail: JournalTail | null, shell: Shell): ServeHost {
  const state = (): LiveState => ({
    targets: opened.current().route.status(),
    configuration: opened.latest(),
    attempts: tail?.attempts() ?? [],
    now: shell.runtime.wallTime(),
  })
  return {
    page: (blank) => livePage(blank ? null : state()),
    parts: () => JSON.stringify(liveParts(state())),
    act({ action, target, reason }: OperatorWish) {
      const { route } = opened.current()
      const id = checkWord(
        'target',
        target,
        route.status().map((status) => status.id),
      )
      if (action === 'reinstate') route.reinstate(id)
      else route.withdraw(id, { reason: reason || 'taken out on the live page' })
      return `${id} is ${action === 'withdraw' ? 'out of use' : 'in use again'}.`
    },
  }
}

async function listen({ server }: LiveServer, { port, host }: ServeRequest): Promise<number> {
  await new Promise<void>((done, fail) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      fail(
        new UnderstudyError(
          'invalid-option',
          `The page cannot be served on ${host}:${port}: ${errnoWords(error)}. Choose another with --port or --host.`,
          { cause: error },
        ),
      )
    })
    server.listen(port, host, done)
  })
  return (server.address() as AddressInfo).port
}

/** Targets that are opened anew whenever the configuration changed; closed once nobody needs them. */
async function followTargets(choice: ConfigChoice, shell: Shell): Promise<Followed<OpenedTargets>> {
  return follow({
    runtime: shell.runtime,
    files: configCandidates(choice.config, shell),
    open: () => openTargets(choice, shell),
    retire: (before) => void before[Symbol.asyncDispose](),
    onEvent: (event) => shell.stderr.write(`${eventWords(event)}\n`),
  })
}

/** A host as an address spells it: IPv6 in brackets. */
const inAddress = (host: string): string => (isIPv6(host) ? `[${host}]` : host)

/** Serves the live page until Ctrl-C. @throws UnderstudyError when it cannot be served */
export async function serve(request: ServeRequest, choice: ConfigChoice, shell: Shell): Promise<number> {
  const opened = await followTargets(choice, shell)
  try {
    const { journal } = opened.current().effective.values
    const tail = journal === undefined ? null : followJournal(resolve(shell.cwd, journal))
    const token = randomBytes(24).toString('hex')
    const hosts: string[] = []
    const live = liveServer(hostOf(opened, tail, shell), { token, hosts, private: !LOOPBACK.has(request.host) })
    const port = await listen(live, request)
    hosts.push(...[inAddress(request.host), 'localhost', '127.0.0.1', '[::1]'].map((name) => `${name}:${port}`))
    using interrupt = listenForInterrupt(shell, 'Stopping; press Ctrl-C again to end at once.')
    if (!LOOPBACK.has(request.host))
      shell.stderr.write(
        'Others can reach this address. It is plain HTTP: put TLS in front, or whoever reads the network reads the token.\n',
      )
    announce(
      { url: `http://${inAddress(request.host)}:${port}/#token=${token}`, followed: tail !== null, json: request.json },
      shell,
    )
    while (!interrupt.signal.aborted) {
      await tail?.read()
      live.publish()
      await shell.runtime.sleep(LOOK_MS, interrupt.signal).catch(() => {})
    }
    await live.close()
    return EXIT.clean
  } finally {
    await opened.stop()
    await opened.current()[Symbol.asyncDispose]()
  }
}

function announce({ url, followed, json }: { url: string; followed: boolean; json: boolean }, shell: Shell): void {
  if (json) writeJson(shell, { url })
  else shell.stderr.write(`Serving ${url}\n`)
  shell.stderr.write('The token in the address lets this page act for you. Ctrl-C ends it.\n')
  if (!followed) shell.stderr.write('No journal is followed, so there is no timeline. Give --journal, and the same to review.\n')
}
