import { randomBytes } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { resolve } from 'node:path'
import { checkWord, UnderstudyError } from '@understudy/spec'
import type { ConfigChoice } from '../config/effective.ts'
import { EXIT } from '../shell/exit-code.ts'
import { listenForInterrupt } from '../shell/interrupt.ts'
import type { Shell } from '../shell/shell.ts'
import { openTargets, type OpenedTargets } from '../targets/open.ts'
import { followJournal, type JournalTail } from './journal-tail.ts'
import { type LiveState, livePage, liveParts } from './page.ts'
import { type LiveServer, liveServer, type OperatorWish, type ServeHost } from './server.ts'

export interface ServeRequest {
  readonly port: number
  readonly host: string
}

/** How often store and journal are looked at. */
const LOOK_MS = 1_000

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '::1'])

function hostOf(opened: OpenedTargets, tail: JournalTail | null, shell: Shell): ServeHost {
  const state = (): LiveState => ({
    targets: opened.route.status(),
    attempts: tail?.attempts() ?? [],
    now: shell.runtime.wallTime(),
  })
  return {
    page: () => livePage(state()),
    parts: () => JSON.stringify(liveParts(state())),
    act({ action, target, reason }: OperatorWish) {
      const known = opened.route.status().map(({ id }) => id)
      const id = checkWord('target', target, known)
      if (action === 'reinstate') opened.route.reinstate(id)
      else opened.route.withdraw(id, { reason: reason || 'taken out on the live page' })
      return `${id} is ${action === 'withdraw' ? 'out of use' : 'in use again'}.`
    },
  }
}

async function listen({ server }: LiveServer, { port, host }: ServeRequest): Promise<number> {
  await new Promise<void>((done, fail) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why = error.code === 'EADDRINUSE' ? 'the port is taken. Choose another with --port.' : (error.code ?? 'unknown error')
      fail(new UnderstudyError('invalid-option', `The page cannot be served on ${host}:${port}: ${why}`, { cause: error }))
    })
    server.listen(port, host, done)
  })
  return (server.address() as AddressInfo).port
}

/** Serves the live page until Ctrl-C. @throws UnderstudyError when it cannot be served */
export async function serve(request: ServeRequest, choice: ConfigChoice, shell: Shell): Promise<number> {
  await using opened = await openTargets(choice, shell)
  const { journal } = opened.effective.values
  const tail = journal === undefined ? null : followJournal(resolve(shell.cwd, journal))
  const token = randomBytes(24).toString('hex')
  const hosts: string[] = []
  const live = liveServer(hostOf(opened, tail, shell), { token, hosts, private: !LOOPBACK.has(request.host) })
  const port = await listen(live, request)
  hosts.push(...[request.host, 'localhost', '127.0.0.1', '[::1]'].map((name) => `${name}:${port}`))
  using interrupt = listenForInterrupt(shell)
  shell.stderr.write(
    `Serving http://${request.host}:${port}/#token=${token}\nThe token lets this page act for you. Ctrl-C ends it.\n`,
  )
  if (!tail) shell.stderr.write('No journal is followed, so there is no timeline. Give --journal, and the same to review.\n')
  while (!interrupt.signal.aborted) {
    await tail?.read()
    live.publish()
    await shell.runtime.sleep(LOOK_MS, interrupt.signal).catch(() => {})
  }
  await live.close()
  return EXIT.clean
}
