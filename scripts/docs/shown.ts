/** What differs from run to run and machine to machine, and is no promise of a page. */
const VOLATILE: readonly (readonly [RegExp, string])[] = [
  [/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, 'TIME'],
  [/\d{4}-\d\d-\d\d \d\d:\d\d(?::\d\d)?/g, 'TIME'],
  // A bar of the timeline: which cells are filled depends on the milliseconds.
  [/[█░·✕▒▓─╌▲┄⊘△○]{6,}/g, 'BAR'],
  // The axis beneath the lanes: as many marks as the run is long.
  [/^ *0(?: +\d+(?:\.\d+)? ?(?:ms|s|min|h|d)\b)+/gm, 'AXIS'],
  [/\d+(?:\.\d+)? ?(?:ms|s|min|h|d)\b/g, 'SPAN'],
  [/[ \t]+/g, ' '],
]

/** What a command says while it takes longer than a second: `Asking the vendors’ model lists …`. */
const WAITING = /^[A-Z][a-z]+ing [^.]+ …$/

const ordinary = (text: string): string =>
  VOLATILE.reduce((changed, [pattern, word]) => changed.replaceAll(pattern, word), text)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => !WAITING.test(line))
    .join('\n')
    .trim()

/**
 * Whether a page shows what a command printed. Times may differ; `…` in the page stands for what it leaves out: inside a
 * line for any text, alone on a line for any number of lines.
 */
export function showsTrue(shown: string, printed: string): boolean {
  const pattern = ordinary(shown)
    .split('\n')
    .map((line) => (line === '…' ? null : line.split('…').map(escaped).join('.*')))
  let source = ''
  for (const [index, line] of pattern.entries()) {
    if (line === null) source += '(?:.*(?:\\n|$))*?'
    else source += `${line}${index === pattern.length - 1 ? '' : '(?:\\n|$)'}`
  }
  return new RegExp(`^${source}$`, 'u').test(ordinary(printed))
}

const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
