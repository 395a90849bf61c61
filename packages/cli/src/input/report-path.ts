import nodePath from 'node:path'

/** The part of `node:path` that a path is judged with; tests give that of another system. */
export type PathRules = Pick<typeof nodePath, 'relative' | 'isAbsolute' | 'sep'>

/** A path as reports have it on every system: relative to the root, with `/` between its parts. Both must be absolute. */
export function reportPath(root: string, absolute: string, rules: PathRules = nodePath): string {
  return rules.relative(root, absolute).split(rules.sep).join('/')
}

/** True for the folder itself and everything beneath it. Both must be absolute and resolved. On another drive is not inside. */
export function isInside(root: string, path: string, rules: PathRules = nodePath): boolean {
  const way = rules.relative(root, path)
  return way === '' || (way !== '..' && !way.startsWith(`..${rules.sep}`) && !rules.isAbsolute(way))
}
