import { refuseOption } from '@understudy/spec'

const WANTED = [22, 19] as const

/** An older Node fails later, in words that help nobody. @throws InvalidOptionError */
export function checkNodeVersion(version: string = process.versions.node): void {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major < WANTED[0] || (major === WANTED[0] && minor < WANTED[1]))
    refuseOption('Node', `version ${WANTED.join('.')} or newer`, version)
}
