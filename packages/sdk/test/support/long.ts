/** A file of many lines with a flaw on every fiftieth. */
export const long = (lines: number): { path: string; content: string } => ({
  path: 'long.ts',
  content: Array.from({ length: lines }, (_, n) => (n % 50 === 7 ? `query(FLAW${n})` : `const value${n} = ${n}`)).join('\n'),
})
