import type { ModelAdapter } from '@understudy/spec'
import type { TargetSetting } from '../settings/settings.ts'
import { repeatedId } from '../targets/distinct.ts'
import { ConfigError } from './config-error.ts'
import type { ConfigValues } from './schema.ts'

type Entries = readonly unknown[]

const isAdapter = (value: unknown): value is ModelAdapter =>
  typeof value === 'object' && value !== null && 'invoke' in value && typeof value.invoke === 'function'

/** An adapter, alone or with its place in the route. */
function adapterOf(entry: unknown): { readonly adapter: ModelAdapter; readonly place: object } | null {
  if (isAdapter(entry)) return { adapter: entry, place: {} }
  if (typeof entry !== 'object' || entry === null || !('adapter' in entry) || !isAdapter(entry.adapter)) return null
  const { adapter, ...place } = entry
  return { adapter, place }
}

/** Stands for an adapter while the document is checked: any name that the schema takes. */
const STAND_IN = 'openai-compatible/own'

const PLACE = new Set(['tier', 'weight', 'tasks'])

/** Lists of targets of a document, each with its path. */
function listsOf(document: object): readonly (readonly [path: string, entries: Entries])[] {
  const { targets, targetsByClass } = document as { readonly targets?: unknown; readonly targetsByClass?: unknown }
  const byClass = typeof targetsByClass === 'object' && targetsByClass !== null ? Object.entries(targetsByClass) : []
  return [
    ['targets', targets] as const,
    ...byClass.map(([name, list]) => [`targetsByClass.${name}`, list as unknown] as const),
  ].flatMap(([path, list]) => (Array.isArray(list) ? [[path, list as Entries] as const] : []))
}

/**
 * Takes adapters of the user's own out of what a program exports, so that the rest can be checked as data, and gives back a function
 * that puts them in their places again.
 * @throws ConfigError for an adapter without an id, and for settings that are the adapter's own to say
 */
export function takeAdapters(
  document: unknown,
  file: string,
): { readonly plain: unknown; readonly putBack: (values: ConfigValues) => ConfigValues } {
  if (typeof document !== 'object' || document === null) return { plain: document, putBack: (values) => values }
  const found = new Map<string, ModelAdapter>()
  const plainList = (path: string, entries: Entries): Entries =>
    entries.map((entry, index) => {
      const own = adapterOf(entry)
      if (!own) return entry
      const at = `${path}[${index}]`
      if (typeof own.adapter.id !== 'string' || own.adapter.id === '')
        throw new ConfigError(file, `${at} must be an adapter with an id.`)
      const wrong = Object.keys(own.place).find((name) => !PLACE.has(name))
      if (wrong !== undefined)
        throw new ConfigError(
          file,
          `${at}.${wrong} is for the adapter itself to say; beside it may stand tier, weight and tasks.`,
        )
      found.set(at, own.adapter)
      return { target: `${STAND_IN}-${index}`, ...own.place }
    })
  const lists = new Map(listsOf(document).map(([path, entries]) => [path, plainList(path, entries)]))
  if (found.size === 0) return { plain: document, putBack: (values) => values }
  const { targetsByClass } = document as { readonly targetsByClass?: object }
  const plain = {
    ...document,
    ...(lists.has('targets') && { targets: lists.get('targets') }),
    ...(targetsByClass && {
      targetsByClass: Object.fromEntries(Object.keys(targetsByClass).map((name) => [name, lists.get(`targetsByClass.${name}`)])),
    }),
  }
  const back = (path: string, list: readonly (string | TargetSetting)[]): (string | TargetSetting)[] => {
    const full = list.map((entry, index) => {
      const adapter = found.get(`${path}[${index}]`)
      return adapter === undefined || typeof entry === 'string' ? entry : { ...entry, target: adapter.id, adapter: () => adapter }
    })
    const twice = repeatedId(full)
    if (twice) throw new ConfigError(file, `${path}[${twice.index}]: ${twice.sentence}.`)
    return full
  }
  return {
    plain,
    putBack: (values) =>
      ({
        ...values,
        ...(values.targets && { targets: back('targets', values.targets) }),
        ...(values.targetsByClass && {
          targetsByClass: Object.fromEntries(
            Object.entries(values.targetsByClass).map(([name, list]) => [name, back(`targetsByClass.${name}`, list)]),
          ),
        }),
      }) as ConfigValues,
  }
}
