import { relative, resolve, sep } from 'node:path'
import { type ConfigChoice, type Effective, effectiveSettings } from '../config/effective.ts'
import type { EarlierAlerts } from '@understudy/findings'
import type { ReviewerOptions } from '@understudy/sdk'
import { UnderstudyError } from '@understudy/spec'
import { DATA_FILES } from '../config/locate.ts'
import type { Change } from '../git/change.ts'
import { git } from '../git/run.ts'
import { readComparability } from '../review/comparability.ts'
import { performReview, type Reviewed } from '../review/run.ts'
import type { ReviewSettings } from '../settings/settings.ts'
import type { Shell } from '../shell/shell.ts'
import { type Carried, carryOver } from './carry.ts'
import { keylessTargets, withoutEmptyKeys } from './keyless.ts'
import type { CiRequest } from './request.ts'
import { storeIn } from './state.ts'
import { trustedFiles, withTrustedFiles } from './trusted.ts'
import type { Workspace } from './workspace.ts'

export interface PerformOptions {
  readonly request: CiRequest
  /** Settings of flags and inputs. */
  readonly choice: ConfigChoice
  /** Commit that the change starts from; null to review everything. */
  readonly base: string | null
  /** Secrets are withheld, so that only what needs none can serve. */
  readonly restricted: boolean
  /** Finds the alerts that are open already; null where nobody knows them. Asked only once there is a review. */
  readonly earlier: () => Promise<EarlierAlerts | null>
  /** Folders of this run, outside the checkout. */
  readonly workspace: Workspace
}

export interface Performed {
  /** Null when the change touches no code. */
  readonly reviewed: Reviewed | null
  /** The report laid over the alerts that are open already; null where nobody knows those. */
  readonly carried: Carried | null
  readonly remarks: readonly string[]
}

const RESTRICTED =
  'This run has no access to secrets, as every pull request from a fork or by Dependabot. Only targets that need no key could be asked.'

/** Settings in force, with every file of the operator as it was before the change. */
async function settingsInForce(
  { choice, base, workspace }: PerformOptions,
  shell: Shell,
): Promise<{ readonly effective: Effective; readonly remarks: readonly string[] }> {
  const config = choice.config ?? (choice.ignoreFiles ? undefined : shell.env('UNDERSTUDY_CONFIG') || undefined)
  if (base === null) return { effective: await effectiveSettings({ ...choice, ...(config && { config }) }, shell), remarks: [] }
  const trusted = await trustedFiles(base, shell.cwd, workspace.temporary)
  const copy = config && { config: await trusted.copyOf(config) }
  if (copy && copy.config !== resolve(shell.cwd, config) && !/\.jsonc?$/.test(config))
    throw new UnderstudyError(
      'invalid-option',
      `${config} is a program. For a change the configuration is read as it was before, and that is only done with data: use .json or .jsonc.`,
    )
  // The repository's own file as well: leaving code out of a review must not come with the code. Most have none.
  for (const name of DATA_FILES) await trusted.copyOf(name).catch(() => undefined)
  const effective = await effectiveSettings({ ...choice, ...copy, repositoryFolder: trusted.folder }, shell)
  const values = await withTrustedFiles(effective.values, trusted)
  const dropped = effective.values.baseline !== undefined && values.baseline === undefined
  return {
    effective: { ...effective, values },
    remarks: dropped ? ['The baseline is not in the base commit, so that no finding counts as accepted.'] : [],
  }
}

/** Our own folders, where they lie in the checkout as some runners want it: what is kept there is not the user's code. */
function ownFolders({ state, reports }: CiRequest, cwd: string): readonly string[] {
  return [state, reports]
    .map((folder) => relative(cwd, resolve(cwd, folder)).split(sep).join('/'))
    .filter((path) => path !== '' && !path.startsWith('..'))
    .map((path) => `/${path}/`)
}

function inPlace(
  settings: ReviewSettings,
  { request, base, restricted, workspace }: PerformOptions,
  shell: Shell,
): ReviewSettings {
  const targets = restricted ? keylessTargets(settings.targets, shell) : settings.targets
  return {
    ...settings,
    ...(targets && { targets }),
    store: settings.store ?? storeIn(workspace.state),
    // A change is read from commits, where whatever lies in these folders is somebody's code.
    ...(base === null && { exclude: [...(settings.exclude ?? []), ...ownFolders(request, shell.cwd)] }),
  }
}

/** Paths of a change are relative to the repository, others to the working directory. */
async function rootsOf(cwd: string): Promise<readonly string[]> {
  const top = (await git(cwd, ['rev-parse', '--show-toplevel'])).toString().replace(/\n$/, '')
  return [...new Set([cwd, top])]
}

/** From the profiles that `qualify` wrote, where there are any. */
function agreementWithItself(
  comparability: ReviewerOptions['comparability'],
  task: string,
): (servedModel: string) => number | null {
  return (servedModel) => {
    const profile = comparability?.profiles.find((each) => each.servedModel === servedModel && each.task === task)
    const f1 = profile?.repeatability.f1
    return f1?.known ? f1.value : null
  }
}

/** Reviews what CI is about, through the same code as `understudy review`. @throws UnderstudyError for wrong usage */
export async function performInCi(options: PerformOptions, given: Shell): Promise<Performed> {
  const shell = withoutEmptyKeys(given)
  const { request, base, restricted, workspace } = options
  const { effective, remarks } = await settingsInForce(options, shell)
  const change: Change | undefined = base === null ? undefined : { base, committed: true }
  const { repositoryClass } = effective.values
  const subject: Readonly<Record<string, string>> = repositoryClass === undefined ? {} : { repositoryClass }
  let carried: Carried | null = null
  const { comparability } = await readComparability(effective.values, shell)
  const reviewed = await performReview(
    {
      paths: request.paths,
      resume: false,
      cache: true,
      quiet: false,
      allFiles: false,
      probeDue: true,
      async attach(report, sources, reviewer, signal) {
        const earlier = await options.earlier()
        if (earlier === null) return report
        const world = {
          earlier,
          request,
          roots: await rootsOf(shell.cwd),
          itselfOf: agreementWithItself(comparability, report.task),
          subject,
          runtime: shell.runtime,
          signal,
        }
        carried = await carryOver(report, sources, reviewer, world)
        return carried.report
      },
      ...(change && { change }),
    },
    { ...effective, values: inPlace(effective.values, options, shell) },
    shell,
  )
  return {
    reviewed,
    carried,
    remarks: [...(restricted ? [RESTRICTED] : []), ...effective.notes, ...remarks, ...workspace.remarks],
  }
}
