import { MissingPeerError } from '@understudy/spec'

/** Loads a vendor's SDK on first use. @throws MissingPeerError that names the package to install */
export async function loadSdk<T>(packageName: string, neededBy: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load()
  } catch (error) {
    // Only the package itself being absent is the user's to mend; a broken installation keeps its own error.
    const { code, message } = error as NodeJS.ErrnoException
    const absent = (code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND') && message.includes(`'${packageName}'`)
    if (absent) throw new MissingPeerError(packageName, neededBy, { cause: error })
    throw error
  }
}
