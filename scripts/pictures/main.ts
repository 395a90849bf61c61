/** `npm run pictures`: writes the pictures of the README from the demo's review. */
import { writeFile } from 'node:fs/promises'
import { withdrawalPicture } from './run.ts'

await writeFile(new URL('../../docs/images/timeline.svg', import.meta.url), await withdrawalPicture())
