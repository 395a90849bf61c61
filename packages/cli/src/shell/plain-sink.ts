import type { TextSink } from './shell.ts'

/** Punctuation of our sentences in ASCII, for terminals that show nothing else. */
const PLAIN: Readonly<Record<string, string>> = {
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '…': '...',
  '–': '-',
  '—': '-',
  '−': '-',
  '×': 'x',
  '·': '-',
  '→': '->',
  '≥': '>=',
  '≤': '<=',
}
const PATTERN = new RegExp(`[${Object.keys(PLAIN).join('')}]`, 'g')

/** A sink that writes our own punctuation in ASCII. Everything else goes through: a path must be printed as it is. */
export function plainSink(sink: TextSink): TextSink {
  return {
    write: (text) => sink.write(text.replaceAll(PATTERN, (character) => PLAIN[character] ?? character)),
    get isTerminal() {
      return sink.isTerminal
    },
    get columns() {
      return sink.columns
    },
  }
}
