import { isObject, type JsonObject } from '../../parse/shape.ts'
import type { ImportOptions } from './imported.ts'
import { list, object, text } from './members.ts'
import { absolutePath, absoluteReader, decoded, folder, insidePath } from './paths.ts'

/** How often a base may refer to another one. */
const MOST_BASES = 8

type FindPath = (location: JsonObject) => string | null

/**
 * Reads paths relative to the reviewed root out of one run. Scanners write relative URIs, URIs relative to a base, or absolute
 * ones; an absolute one is inside when it lies under the root that was given, under a root or working directory that the run names,
 * or ends in the path of a given source. Null for a path that leaves the root.
 */
export function pathFinderOf(run: JsonObject, { root, sources }: ImportOptions): FindPath {
  const bases = object(run['originalUriBaseIds'])
  const artifacts = list(run['artifacts'])
  const named = Object.values(bases).map((base) => absolutePath(text(object(base)['uri'])))
  const working = list(run['invocations']).map((one) => absolutePath(text(object(object(one)['workingDirectory'])['uri'])))
  const given = root === undefined ? [] : [absolutePath(root) ?? root]
  const fromAbsolute = absoluteReader(
    { ...(root !== undefined && { root }), ...(sources && { sources }) },
    [...named, ...working].filter((path) => path !== null),
  )

  return (location) => {
    const index = location['index']
    const artifact = typeof index === 'number' ? object(object(artifacts[index])['location']) : {}
    const place = text(location['uri']) === '' ? artifact : location
    const uri = text(place['uri'])
    const absolute = absolutePath(uri)
    if (absolute !== null) return fromAbsolute(absolute)
    const base = basePath(text(place['uriBaseId']), bases)
    if (base === null) return null
    const written = decoded(uri)
    // A base inside the given root is a folder of it; any other absolute base is a root of its own.
    if (base.absolute !== null && given.some((prefix) => base.absolute?.startsWith(folder(prefix))))
      return fromAbsolute(`${folder(base.absolute)}${base.path}${written}`)
    return insidePath(`${base.path}${written}`)
  }
}

/** Follows a base over others; ends at an absolute one, or where none is named. Null when they lead nowhere. */
function basePath(id: string, bases: JsonObject): { readonly path: string; readonly absolute: string | null } | null {
  let path = ''
  let next = id
  for (let step = 0; isObject(bases[next]); step++) {
    if (step === MOST_BASES) return null
    const base = object(bases[next])
    const uri = text(base['uri'])
    const absolute = absolutePath(uri)
    if (absolute !== null) return { path, absolute }
    path = `${folder(decoded(uri))}${path}`
    next = text(base['uriBaseId'])
  }
  return { path, absolute: null }
}
