import { resolve } from 'node:path'
import type { HealthStore, RouteOptions } from '@understudy/failover'
import { type NoticeBoard, openNotices } from '@understudy/failover/notice'
import { LIST_PRICES } from '@understudy/failover'
import { readText } from '../notices/keys.ts'
import type { ReviewSettings } from '../settings/settings.ts'
import type { World } from '../shell/shell.ts'

export interface Governance extends Disposable {
  /** Rules of the operator, as a route takes them. */
  readonly rules: Pick<RouteOptions, 'policy' | 'notices' | 'mayBarLast' | 'prices' | 'spendingCapUsd'>
}

async function openBoard(
  notices: NonNullable<ReviewSettings['notices']>,
  store: HealthStore,
  shell: World,
): Promise<NoticeBoard> {
  const trustedKeys = await Promise.all(
    notices.trustedKeys.map(async ({ id, file }) => ({ id, publicKey: await readText(file, shell.cwd) })),
  )
  const board = openNotices({
    sources: notices.sources.map((source) => (/^https?:/.test(source) ? { url: source } : { path: resolve(shell.cwd, source) })),
    trustedKeys,
    store,
    runtime: shell.runtime,
  })
  await board.reload()
  // Without any copy of an order nobody knows whom it bars, so nothing is sent.
  await board.ready()
  return board
}

/**
 * Policy, notices, prices and the spending cap of the operator, ready for a route.
 * @throws UnderstudyError `invalid-notice` when a source of notices was never read; `unreadable-input` for a missing key
 */
export async function openGovernance(settings: ReviewSettings, store: HealthStore, shell: World): Promise<Governance> {
  const { policy, notices, prices, spendingCapUsd } = settings
  const board = notices ? await openBoard(notices, store, shell) : null
  return {
    rules: {
      ...(policy && { policy: policy as NonNullable<RouteOptions['policy']> }),
      ...(board && { notices: board }),
      ...(notices?.mayBarLast !== undefined && { mayBarLast: notices.mayBarLast }),
      // The user's prices outweigh the list that came along.
      ...(prices && { prices: [LIST_PRICES, ...(prices as NonNullable<RouteOptions['prices']>)] }),
      ...(spendingCapUsd !== undefined && { spendingCapUsd }),
    },
    [Symbol.dispose]: () => board?.close(),
  }
}
