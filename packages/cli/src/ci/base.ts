import { UnderstudyError } from '@understudy/spec'
import { git } from '../git/run.ts'

/** A change can only be compared with what was fetched. @throws UnderstudyError `unreadable-input` that says how to fetch more */
export async function needBase(folder: string, base: string, advice: string): Promise<void> {
  const shared = await git(folder, ['merge-base', base, 'HEAD']).catch(() => null)
  if (shared) return
  const there = await git(folder, ['cat-file', '-e', `${base}^{commit}`]).catch(() => null)
  const what = there ? 'shares no history with the checkout' : 'is not in the checkout'
  throw new UnderstudyError(
    'unreadable-input',
    `The base commit ${base.slice(0, 12)} ${what}, so nothing can be compared. ${advice}`,
  )
}
