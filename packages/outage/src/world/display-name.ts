/** Vendor words that a display name keeps in their own spelling. */
const SPELLINGS: Readonly<Record<string, string>> = { gpt: 'GPT', claude: 'Claude', gemini: 'Gemini' }

/** `claude-fable-5` as the vendor prints it: `Claude Fable 5`. Neighbouring numbers are a version: `opus-4-8` is `Opus 4.8`. */
export function displayName(model: string): string {
  const words = model
    .replace(/-\d{8}$|-\d{4}-\d{2}-\d{2}$/, '')
    .split('-')
    .filter(Boolean)
  let name = ''
  for (const [index, word] of words.entries()) {
    const number = /^\d+(\.\d+)?$/.test(word)
    const after = /^\d+(\.\d+)?$/.test(words[index - 1] ?? '')
    const written = SPELLINGS[word] ?? (number ? word : word.charAt(0).toUpperCase() + word.slice(1))
    name += index === 0 ? written : number && after ? `.${written}` : ` ${written}`
  }
  return name
}

/** The short form in which a vendor recommends a model: without the brand, `Opus 4.8`. */
export function shortName(display: string): string {
  return display.replace(/^Claude /, '')
}
