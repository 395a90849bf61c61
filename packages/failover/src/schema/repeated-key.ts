/**
 * The path of the first key that stands twice in one object of a JSON text, or null. `JSON.parse` keeps the last one, so a
 * signer who read the first would have signed something else than what is applied. The text must be valid JSON.
 */
export function repeatedKey(json: string): string | null {
  const open: { readonly keys: Set<string> | null; at: string; index: number }[] = []
  // Strings and the marks between them are all that matters; numbers and words cannot hold any of these.
  for (const { 0: token, index } of json.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],]/g)) {
    const inside = open.at(-1)
    if (token === '{') open.push({ keys: new Set(), at: '', index: 0 })
    else if (token === '[') open.push({ keys: null, at: '[0]', index: 0 })
    else if (token === '}' || token === ']') open.pop()
    else if (token === ',' && inside && !inside.keys) inside.at = `[${++inside.index}]`
    else if (inside?.keys && token !== ',' && /^\s*:/.test(json.slice(index + token.length, index + token.length + 40))) {
      const key = JSON.parse(token) as string
      inside.at = key
      if (inside.keys.has(key))
        return open.reduce((path, { at }) => (at.startsWith('[') ? path + at : `${path}${path && '.'}${at}`), '')
      inside.keys.add(key)
    }
  }
  return null
}
