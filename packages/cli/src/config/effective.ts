import { relative, resolve } from 'node:path'
import { environmentSettings } from '../settings/environment.ts'
import { type EffectiveSettings, type Layer, mergeLayers } from '../settings/layers.ts'
import { type ReviewSettings, SETTING_DEFAULTS } from '../settings/settings.ts'
import type { World } from '../shell/shell.ts'
import { chooseTargets } from '../targets/choose.ts'
import { targetId } from '../targets/parse.ts'
import { refuseReviewedProgram } from './outside.ts'
import { checkClass, checkWrittenTargets } from './check-settings.ts'
import { loadConfig, readConfig } from './load.ts'
import { operatorConfig, repositoryConfig } from './locate.ts'
import { type Allowed, narrow } from './narrow.ts'
import { settingsOf } from './settings-of.ts'

export interface ConfigChoice {
  /** Settings of the flags. */
  readonly flags: ReviewSettings
  /** File that the operator named. */
  readonly config?: string
  /** Where the reviewed folder's own file is looked for, when that is as another commit had it. @default the working directory */
  readonly repositoryFolder?: string
  /** Run a program that lies in the working directory: for hosts, whose own folder is not the one that is reviewed. @default false */
  readonly ownFolder?: boolean
  /** Read no file at all. @default false */
  readonly ignoreFiles?: boolean
}

/** Settings in force, with the origin of each. */
export interface Effective extends EffectiveSettings {
  /** Sentences for the user: what a repository asked for and did not get. */
  readonly notes: readonly string[]
  /** Patterns that the reviewed repository left out; code behind them counts as not reviewed. */
  readonly repositoryExclude: readonly string[]
  /** Models of the operator that the reviewed repository left out: what is reviewed without them is at best degraded. */
  readonly repositoryDropped: readonly string[]
}

const OPERATORS_ALONE = { repositoryExclude: [], repositoryDropped: [] } as const

function allowedBy(settings: ReviewSettings, shell: World): Allowed {
  const { targets, floor = true } = settings
  return { settings, targets: targets ?? chooseTargets(undefined, floor, shell.env).targets.map(targetId) }
}

/** What the file in the working directory asks for, within what the operator allowed. */
async function repositoryLayer(
  operator: EffectiveSettings,
  choice: ConfigChoice,
  used: string | null,
  shell: World,
): Promise<{ readonly layer: Layer | null; readonly notes: readonly string[]; readonly dropped: readonly string[] }> {
  const folder = choice.repositoryFolder ?? shell.cwd
  const { data, module } = await repositoryConfig(folder)
  const name = (file: string): string => relative(folder, file)
  // The operator named this very file, so it is not the repository's word any more.
  if (used !== null && (used === data || used === module)) return { layer: null, notes: [], dropped: [] }
  const notes = module
    ? [
        `${name(module)} was not run, because it lies in the reviewed folder. To use it, move it elsewhere and name it with --config`,
      ]
    : []
  if (!data) return { layer: null, notes, dropped: [] }
  const { values, refused, dropped } = narrow(settingsOf(await readConfig(data)), allowedBy(operator.values, shell))
  // What a flag decided is not the repository's to narrow.
  const asked = Object.fromEntries(Object.entries(values).filter(([setting]) => !(setting in choice.flags)))
  return {
    layer: { origin: `${name(data)} (may only narrow)`, values: asked },
    dropped: operator.values.repositoryMayDropTargets === true || !('targets' in asked) ? [] : dropped,
    notes: [...notes, ...refused.map((reason) => `${name(data)}: ${reason}. Ignored; to trust the file: --config ${name(data)}`)],
  }
}

/** Targets of a class stand in for the targets of the same origin, so that a flag still outweighs both. */
function forClass(layers: readonly Layer[], repositoryClass: string | undefined): readonly Layer[] {
  if (repositoryClass === undefined) return layers
  return layers.flatMap((layer) => {
    const targets = layer.values.targetsByClass?.[repositoryClass]
    return targets ? [layer, { origin: `${layer.origin}, for class ${repositoryClass}`, values: { targets } }] : [layer]
  })
}

/**
 * Settings in force. From weak to strong: defaults, the operator's file, the environment, flags; then the file of the
 * reviewed folder, which may only narrow what came before.
 * @throws UnderstudyError `invalid-option` when a file or a variable breaks a rule
 */
export async function effectiveSettings(choice: ConfigChoice, shell: World): Promise<Effective> {
  const found = choice.ignoreFiles ? null : await operatorConfig(choice.config, shell.env, shell.platform)
  const file = found === null ? null : resolve(shell.cwd, found)
  const isNamed = choice.config !== undefined || Boolean(shell.env('UNDERSTUDY_CONFIG'))
  if (file !== null && isNamed && !choice.ownFolder) await refuseReviewedProgram(file, shell.cwd)
  const layers: Layer[] = [
    { origin: 'default', values: SETTING_DEFAULTS },
    ...(file === null ? [] : [{ origin: file, values: settingsOf(await loadConfig(file)) }]),
    { origin: 'environment', values: environmentSettings(shell.env) },
    { origin: 'flag', values: choice.flags },
  ]
  checkWrittenTargets(layers)
  const said = mergeLayers(layers).values
  checkClass(said)
  const operator = mergeLayers(forClass(layers, said.repositoryClass))
  if (choice.ignoreFiles) return { ...operator, notes: [], ...OPERATORS_ALONE }
  const { layer, notes, dropped } = await repositoryLayer(operator, choice, file, shell)
  if (!layer) return { ...operator, notes, ...OPERATORS_ALONE }
  const { exclude = [], ...rest } = layer.values
  return {
    ...mergeLayers([...forClass(layers, operator.values.repositoryClass), { ...layer, values: rest }]),
    notes,
    repositoryExclude: exclude,
    repositoryDropped: dropped,
  }
}
