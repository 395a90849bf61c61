import { mkdir, realpath, writeFile } from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { UnderstudyError } from '@understudy/spec'
import { blob } from '../git/change.ts'
import { git } from '../git/run.ts'
import { isInside } from '../input/report-path.ts'
import type { ReviewSettings } from '../settings/settings.ts'

/** Files of the operator as they were before the change that is reviewed. */
export interface TrustedFiles {
  /** A copy from the base commit for a file of the repository; any other file as it is. @throws UnderstudyError `unreadable-input` */
  copyOf(path: string): Promise<string>
  /** Where copies lie as the working directory would hold them. */
  readonly folder: string
}

/** Whoever writes a change must not decide how it is judged: no configuration, key or baseline is taken from the change itself. */
export async function trustedFiles(base: string, cwd: string, folder: string): Promise<TrustedFiles> {
  const top = (await git(cwd, ['rev-parse', '--show-toplevel'])).toString().replace(/\n$/, '')
  const home = await realpath(cwd)
  const copies = join(folder, `base-${base.slice(0, 12)}`)
  return {
    folder: join(copies, relative(top, home)),
    async copyOf(path) {
      const absolute = resolve(home, path)
      if (!isInside(top, absolute)) return absolute
      const name = relative(top, absolute).split(sep).join('/')
      const bytes = await blob(top, base, name).catch((error: unknown) => {
        const sentence = `${name} is not in the base commit ${base.slice(0, 12)}, and what the change itself brings along is not trusted. It counts once it is merged.`
        throw new UnderstudyError('unreadable-input', sentence, { cause: error })
      })
      const copy = join(copies, name)
      await mkdir(dirname(copy), { recursive: true })
      await writeFile(copy, bytes)
      return copy
    },
  }
}

const isAddress = (source: string): boolean => /^https?:/.test(source)

/** The settings with every file that they name taken from the base commit. A baseline that is not there yet accepts nothing. */
export async function withTrustedFiles(settings: ReviewSettings, { copyOf }: TrustedFiles): Promise<ReviewSettings> {
  const { baseline, comparability, notices } = settings
  const accepted = baseline === undefined ? undefined : await copyOf(baseline).catch(() => undefined)
  const { baseline: _, ...rest } = settings
  return {
    ...rest,
    ...(accepted !== undefined && { baseline: accepted }),
    ...(comparability && { comparability: { ...comparability, profiles: await copyOf(comparability.profiles) } }),
    ...(notices && {
      notices: {
        ...notices,
        sources: await Promise.all(notices.sources.map(async (source) => (isAddress(source) ? source : copyOf(source)))),
        trustedKeys: await Promise.all(notices.trustedKeys.map(async ({ id, file }) => ({ id, file: await copyOf(file) }))),
      },
    }),
  }
}
