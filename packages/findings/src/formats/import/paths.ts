import type { ImportOptions } from './imported.ts'

/** Where CI services and containers keep the checkout. */
const CHECKOUTS =
  /^(?:\/home\/runner\/work\/[^/]+\/[^/]+|\/__w\/[^/]+\/[^/]+|\/github\/workspace|\/builds\/[^/]+\/[^/]+|[A-Za-z]:\/a\/[^/]+\/[^/]+|\/(?:workspace|workspaces\/[^/]+|src|app|code|repo|project))\//

/** A path as we write it, or null for one that leaves the root or is none: it could be made to overwrite or read anything. */
export function insidePath(written: string): string | null {
  const path = written.trim().replaceAll('\\', '/')
  if (path.startsWith('/') || /^[A-Za-z][A-Za-z0-9+.-]*:/.test(path)) return null
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return null
    } else if (part !== '.' && part !== '') parts.push(part)
  }
  return parts.length === 0 ? null : parts.join('/')
}

/** The path of a `file:` URI or of an absolute path, with `/`; null for anything else. */
export function absolutePath(uri: string): string | null {
  const file = /^file:(?:\/\/[^/]*)?(\/.*)$/i.exec(uri)?.[1]
  const path = file === undefined ? uri.trim().replaceAll('\\', '/') : decoded(file)
  const drive = /^\/?([A-Za-z]:\/.*)$/.exec(path)?.[1]
  if (drive !== undefined) return plain(drive)
  return file !== undefined || path.startsWith('/') ? plain(path) : null
}

/** Without `.`, `//` and `..`; what stands before the first part is kept. */
function plain(path: string): string {
  const [root = ''] = /^(?:[A-Za-z]:)?\/+/.exec(path) ?? []
  const parts: string[] = []
  for (const part of path.slice(root.length).split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.' && part !== '') parts.push(part)
  }
  return `${root.replace(/\/+$/, '/')}${parts.join('/')}`
}

export const folder = (path: string): string => (path === '' || path.endsWith('/') ? path : `${path}/`)

export function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri)
  } catch {
    return uri
  }
}

/**
 * Reads an absolute path relative to the reviewed root: the given one, else the longest of those that the document names, else the
 * end that a given source has, else where CI keeps a checkout. Null for a path that is in none of them.
 */
export function absoluteReader({ root, sources }: ImportOptions, named: readonly string[] = []): (path: string) => string | null {
  const given = root === undefined ? [] : [folder(absolutePath(root) ?? root)]
  const roots = named.map(folder).toSorted((a, b) => b.length - a.length)
  const paths = [...(sources?.keys() ?? [])].toSorted((a, b) => b.length - a.length)
  return (path) => {
    const own = [...given, ...roots].find((prefix) => path.startsWith(prefix))
    if (own !== undefined) return insidePath(path.slice(own.length))
    return (
      paths.find((source) => path.endsWith(`/${source}`)) ??
      (CHECKOUTS.test(path) ? insidePath(path.replace(CHECKOUTS, '')) : null)
    )
  }
}

/** Reads paths of documents that name no root of their own. */
export function pathReader(options: ImportOptions): (written: string) => string | null {
  const fromAbsolute = absoluteReader(options)
  return (written) => {
    const absolute = absolutePath(written)
    return absolute === null ? insidePath(written) : fromAbsolute(absolute)
  }
}
