import type { RouteTarget } from '@understudy/sdk'
import { UnderstudyError } from '@understudy/spec'
import { readText } from '../notices/keys.ts'
import type { ReviewSettings } from '../settings/settings.ts'
import type { World } from '../shell/shell.ts'
import { unusedAddresses } from '../targets/addresses.ts'
import { chooseTargets } from '../targets/choose.ts'
import { createTargets } from '../targets/create.ts'

export interface PreparedTargets {
  readonly targets: readonly RouteTarget[]
  /** What the user should know about them. */
  readonly notes: readonly string[]
}

/** Who may be asked. One whose key is not set is told and passed over; nobody at all is refused. @throws UnderstudyError `invalid-option` for a wrong target or key, `missing-peer` for a missing SDK */
export async function prepareTargets(settings: ReviewSettings, { cwd, env, runtime }: World): Promise<PreparedTargets> {
  const addresses = settings.baseUrls ?? {}
  const { targets, notes } = chooseTargets(settings.targets, settings.floor ?? true, env)
  const made = withSarifFloor(await createTargets(targets, addresses, runtime), await sarifFloorOf(settings.floorSarif, cwd))
  const missing = made.flatMap(({ adapter: { unavailable } }) => unavailable ?? [])
  if (missing.length === made.length) throw new UnderstudyError('invalid-option', missing.join(' '))
  return { targets: made, notes: [...notes, ...missing, ...unusedAddresses(addresses, env)] }
}

/** @throws UnderstudyError `unreadable-input` or `invalid-document`: a floor that cannot answer must not be found out in an outage */
async function sarifFloorOf(path: string | undefined, cwd: string): Promise<RouteTarget | null> {
  if (path === undefined) return null
  const log = await readText(path, cwd)
  const [{ sarifFloor }, { importFindings }] = await Promise.all([import('@understudy/floor'), import('@understudy/findings')])
  const read = (text: string) => importFindings(text, { root: cwd })
  await read(log).catch((error: unknown) => {
    const said = error instanceof Error ? error.message : String(error)
    throw new UnderstudyError('invalid-document', `--floor-sarif ${path}: ${said}`, { cause: error })
  })
  return { adapter: sarifFloor({ log, read }) }
}

/** Before the first floor, which knows less; last where there is none. */
function withSarifFloor(targets: readonly RouteTarget[], sarif: RouteTarget | null): readonly RouteTarget[] {
  if (!sarif) return targets
  const floor = targets.findIndex(({ adapter }) => adapter.degraded)
  return floor === -1 ? [...targets, sarif] : targets.toSpliced(floor, 0, sarif)
}
