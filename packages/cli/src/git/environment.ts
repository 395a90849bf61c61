import { systemRuntime } from '@understudy/spec'

/**
 * What git needs of the surroundings: where programs and the user's own settings are, and what a hook was told about the
 * repository it runs in. Keys of vendors are not among them.
 */
const KEPT = [
  'PATH',
  'Path',
  'HOME',
  'USERPROFILE',
  'HOMEDRIVE',
  'HOMEPATH',
  'XDG_CONFIG_HOME',
  'SYSTEMROOT',
  'SystemRoot',
  'TEMP',
  'TMP',
  'TMPDIR',
  'LD_LIBRARY_PATH',
  'GIT_CONFIG_GLOBAL',
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_COMMON_DIR',
  'GIT_INDEX_FILE',
  'GIT_OBJECT_DIRECTORY',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_QUARANTINE_PATH',
  'GIT_CEILING_DIRECTORIES',
] as const

/** The environment of every git that is started: no keys, no network, no question to a person. */
export function gitEnvironment(env: (name: string) => string | undefined = (name) => systemRuntime.env(name)): NodeJS.ProcessEnv {
  const kept = KEPT.flatMap((name) => {
    const value = env(name)
    return value === undefined ? [] : [[name, value] as const]
  })
  return {
    ...Object.fromEntries(kept),
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_REPLACE_OBJECTS: '1',
    // An object that is not here stays away: no promisor remote is asked for it.
    GIT_NO_LAZY_FETCH: '1',
    // Outweighs every `protocol.*.allow` of the repository, in versions that know no GIT_NO_LAZY_FETCH, too.
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_SSH_COMMAND: 'false',
    GIT_ASKPASS: 'false',
  }
}

/** The repository is not ours: nothing that its configuration names may run, and no setting of it may hide a change. */
export const SAFE_SETTINGS: readonly string[] = [
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'core.attributesFile=/dev/null',
  'core.quotePath=false',
  'protocol.allow=never',
  'safe.bareRepository=explicit',
  'submodule.recurse=false',
].flatMap((setting) => ['-c', setting])
