import { UnderstudyError } from '@understudy/spec'
import type { ReadEnv } from '../../terminal/terminal.ts'

/** What started the pipeline, as far as a review depends on it. */
export interface GitLabEvent {
  readonly sha: string
  readonly ref: string
  /** Commit that the change starts from; null when everything is reviewed. */
  readonly base: string | null
  /** Where a note goes; null outside merge requests. */
  readonly mergeRequest: { readonly project: string; readonly iid: string } | null
  /** The merge request comes from another project. */
  readonly restricted: boolean
}

const COMMIT = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/

function refuse(sentence: string): never {
  throw new UnderstudyError('invalid-option', sentence)
}

function needed(env: ReadEnv, name: string, form: RegExp): string {
  const value = env(name)
  if (!value) return refuse(`${name} is not set. understudy ci gitlab runs inside GitLab CI, which sets it.`)
  return form.test(value) ? value : refuse(`${name} is not what GitLab writes.`)
}

/** Reads the pipeline's variables. Pure. @throws UnderstudyError `invalid-option` outside GitLab CI */
export function readGitLabEvent(env: ReadEnv): GitLabEvent {
  const sha = needed(env, 'CI_COMMIT_SHA', COMMIT)
  const ref = needed(env, 'CI_COMMIT_REF_NAME', /./)
  if (env('CI_PIPELINE_SOURCE') !== 'merge_request_event') return { sha, ref, base: null, mergeRequest: null, restricted: false }
  const project = needed(env, 'CI_MERGE_REQUEST_PROJECT_ID', /^\d+$/)
  const source = env('CI_MERGE_REQUEST_SOURCE_PROJECT_ID')
  // In a pipeline for merged results the commit also holds what the target branch gained; its tip is the base then.
  const onto = env('CI_MERGE_REQUEST_TARGET_BRANCH_SHA')
  const base = onto ? 'CI_MERGE_REQUEST_TARGET_BRANCH_SHA' : 'CI_MERGE_REQUEST_DIFF_BASE_SHA'
  return {
    sha,
    ref: `merge-request/${needed(env, 'CI_MERGE_REQUEST_IID', /^\d+$/)}`,
    base: needed(env, base, COMMIT),
    mergeRequest: { project, iid: needed(env, 'CI_MERGE_REQUEST_IID', /^\d+$/) },
    restricted: source !== project,
  }
}
