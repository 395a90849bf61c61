import { type Command, Option } from 'commander'
import type { ConfigChoice } from '../config/effective.ts'
import type { ReviewSettings, TargetSetting } from '../settings/settings.ts'
import { targetList, webAddress } from '../shell/options.ts'
import { ADDRESSED_VENDORS } from '../targets/addresses.ts'

/** Flags about who is asked and where health is kept, the same for every command that has to do with targets. */
export interface TargetFlags {
  readonly targets?: readonly (string | TargetSetting)[]
  readonly floor?: boolean
  readonly floorSarif?: string
  readonly store?: string | false
  /** A path, or false for `--no-config`; commander keeps both under one name. */
  readonly config?: string | boolean
}

/** The attribute under which commander keeps `--base-url-<vendor>`. */
const addressFlag = (vendor: string): string =>
  `baseUrl-${vendor}`.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())

/** Adds the flags. */
export function addTargetFlags(command: Command): Command {
  command
    .option('--targets <list>', 'vendor/model, by priority, with commas between; or a list in JSON, as in a file', targetList)
    .option('--no-floor', 'do not fall back on the offline engine')
    .option('--floor-sarif <file>', 'SARIF log of another scanner, which answers before the offline engine does')
    .option('--store <file>', 'where health is remembered')
    .option('--no-store', 'remember nothing')
    .option('--config <file>', 'configuration to trust, whatever folder it lies in')
    .option('--no-config', 'read no configuration file')
  for (const vendor of ADDRESSED_VENDORS)
    command.addOption(new Option(`--base-url-${vendor} <url>`, `address of a gateway for ${vendor}`).argParser(webAddress))
  return command
}

/** True for a flag that was typed, as opposed to commander's own default for `--no-…`. */
export const wasSaid = (command: Command, name: string): boolean => command.getOptionValueSource(name) === 'cli'

function addressesOf(flags: object): Readonly<Record<string, string>> {
  return Object.fromEntries(
    ADDRESSED_VENDORS.flatMap((vendor) => {
      const address = (flags as Record<string, unknown>)[addressFlag(vendor)]
      return typeof address === 'string' ? [[vendor, address]] : []
    }),
  )
}

/** What the flags said about targets and files, and nothing else. `more` holds the settings of the command's own flags. */
export function configChoice(flags: TargetFlags, command: Command, more: ReviewSettings = {}): ConfigChoice {
  const { targets, store, config, floorSarif } = flags
  const baseUrls = addressesOf(flags)
  const said: ReviewSettings = {
    ...more,
    ...(targets && { targets }),
    ...(floorSarif !== undefined && { floorSarif }),
    ...(wasSaid(command, 'floor') && { floor: flags.floor ?? true }),
    ...(wasSaid(command, 'store') && store !== undefined && { store }),
    ...(Object.keys(baseUrls).length > 0 && { baseUrls }),
  }
  return {
    flags: said,
    ...(typeof config === 'string' && { config }),
    ...(config === false && { ignoreFiles: true }),
  }
}
