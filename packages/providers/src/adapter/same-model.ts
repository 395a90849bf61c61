/** What vendors put behind an alias for a dated or numbered snapshot of the same model. */
const SNAPSHOT = /^(?:[-@](?:\d{8}|\d{4}-\d{2}-\d{2}|\d{2}-\d{2}(?:-\d{4})?|\d{2}-\d{4}|\d{3,4})|:latest)$/

const plain = (model: string): string =>
  model
    .trim()
    .toLowerCase()
    .replace(/^(?:publishers\/[^/]+\/)?models\//, '')

/**
 * Whether the served model is the requested one: the same id, or a snapshot of it. `x-latest` asks for whatever is
 * newest in a family, so any member that has all words of `x` is what was asked for.
 */
export function sameModel(requested: string, served: string): boolean {
  const [asked, answered] = [plain(requested), plain(served)]
  if (asked === answered) return true
  if (answered.startsWith(asked) && SNAPSHOT.test(answered.slice(asked.length))) return true
  if (!asked.endsWith('-latest')) return false
  const words = answered.split('-')
  let from = 0
  return asked
    .slice(0, -'-latest'.length)
    .split('-')
    .every((word) => {
      const at = words.indexOf(word, from)
      from = at + 1
      return at !== -1
    })
}
