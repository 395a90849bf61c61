import { EXIT } from './exit-code.ts'
import type { Shell } from './shell.ts'

export interface Interrupt extends Disposable {
  /** Aborted on the first Ctrl-C. */
  readonly signal: AbortSignal
}

/** The first Ctrl-C asks the run to end with what it has; the second ends the process at once. */
export function listenForInterrupt(
  shell: Pick<Shell, 'onInterrupt' | 'exitNow' | 'stderr'>,
  sentence = 'Interrupted. Finishing with what is done; press Ctrl-C again to end at once.',
): Interrupt {
  const controller = new AbortController()
  const stop = shell.onInterrupt(() => {
    if (controller.signal.aborted) shell.exitNow(EXIT.interrupted)
    shell.stderr.write(`\n${sentence}\n`)
    controller.abort(new DOMException('Interrupted by the user.', 'AbortError'))
  })
  return { signal: controller.signal, [Symbol.dispose]: stop }
}
