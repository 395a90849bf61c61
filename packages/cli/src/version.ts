import { readFileSync } from 'node:fs'

/** Version of the command, as published. Both `src/` and `dist/` stand beside the manifest. */
export const VERSION: string = (
  JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { readonly version: string }
).version
