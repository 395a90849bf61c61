/** File name endings by language. Files of one language are judged together, because densities and flaw families differ between languages. */
const ENDINGS: Readonly<Record<string, readonly string[]>> = {
  typescript: ['ts', 'tsx', 'mts', 'cts'],
  javascript: ['js', 'jsx', 'mjs', 'cjs'],
  python: ['py', 'pyw', 'pyi'],
  java: ['java'],
  kotlin: ['kt', 'kts'],
  scala: ['scala', 'sc'],
  go: ['go'],
  c: ['c', 'h'],
  'c++': ['cc', 'cpp', 'cxx', 'hh', 'hpp', 'hxx'],
  'c#': ['cs'],
  php: ['php', 'phtml'],
  ruby: ['rb', 'erb', 'rake'],
  rust: ['rs'],
  swift: ['swift'],
  shell: ['sh', 'bash', 'zsh'],
  sql: ['sql'],
  terraform: ['tf', 'tfvars'],
  yaml: ['yaml', 'yml'],
  json: ['json', 'jsonc'],
  html: ['html', 'htm', 'vue', 'svelte'],
}

const BY_ENDING: ReadonlyMap<string, string> = new Map(
  Object.entries(ENDINGS).flatMap(([language, endings]) => endings.map((ending) => [ending, language] as const)),
)

/** Languages in which `#` begins a comment wherever a word may begin. */
export const HASH_COMMENTS: ReadonlySet<string> = new Set(['python', 'ruby', 'shell', 'yaml', 'terraform'])

/** The language of a file by the ending of its name; `other` for what is not known. */
export function languageOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1)
  const dot = name.lastIndexOf('.')
  return BY_ENDING.get(name.slice(dot + 1).toLowerCase()) ?? 'other'
}
