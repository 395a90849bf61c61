import { readProfile } from '@understudy/findings/qualify'
import type { ReviewerOptions } from '@understudy/sdk'
import { UnderstudyError } from '@understudy/spec'
import { readText } from '../notices/keys.ts'
import type { ReviewSettings } from '../settings/settings.ts'
import type { World } from '../shell/shell.ts'

/** The baseline with what `qualify` measured, as a reviewer takes it. @throws UnderstudyError for a file that is no list of profiles */
export async function readComparability(
  settings: ReviewSettings,
  { cwd }: Pick<World, 'cwd'>,
): Promise<Pick<ReviewerOptions, 'comparability'>> {
  if (!settings.comparability) return {}
  const { baseline, profiles: file, delta, calibrateSeverity, require } = settings.comparability
  const text = await readText(file, cwd)
  try {
    const documents = JSON.parse(text) as unknown
    const profiles = (Array.isArray(documents) ? documents : [documents]).map(readProfile)
    return {
      comparability: {
        baseline,
        profiles,
        ...(delta !== undefined && { delta }),
        ...(calibrateSeverity !== undefined && { calibrateSeverity }),
        ...(require !== undefined && { require }),
      },
    }
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    throw new UnderstudyError('invalid-document', `${file} does not hold profiles as qualify writes them: ${said}`, {
      cause: error,
    })
  }
}
