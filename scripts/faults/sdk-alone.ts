import { type Cell, FILE, type Ground, HEAVY, LABEL } from './cell.ts'

/** The SDKs' own time limit; more where the fault keeps this process busy, or a slow machine would show. */
const timeoutFor = (heavy: boolean): number => (heavy ? 5_000 : 1_500)

export const PROMPT = [
  `=== file: ${FILE.path} ===`,
  ...FILE.content
    .trimEnd()
    .split('\n')
    .map((line, index) => `${String(index + 1).padStart(5)}| ${line}`),
  '=== end of file ===',
  '',
].join('\n')

/** What a program sees that uses the vendor's SDK alone. */
export async function sdkAlone({ client, stream, fault }: Cell, { place, leaked }: Ground): Promise<string> {
  const timeoutMs = timeoutFor(HEAVY.has(fault))
  let timer: NodeJS.Timeout | undefined
  const hangs = new Promise<'hangs'>((resolve) => (timer = setTimeout(() => resolve('hangs'), timeoutMs * 2)))
  const asked = client.ask(place, PROMPT, stream, timeoutMs).then(
    ({ text, servedModel }) =>
      describeText(text) + (typeof servedModel === 'string' && servedModel !== client.model ? ', from another model' : ''),
    (error: unknown) => describeError(error),
  )
  const seen = await Promise.race([asked, hangs])
  clearTimeout(timer)
  return leaked() > 0 ? `**prompt sent to the other host**; ${seen}` : seen
}

/** A user of the SDK has a string and parses it. Bold is what would go wrong without a sound. */
function describeText(text: unknown): string {
  if (text === undefined || text === null || text === '') return '**no text, no error**'
  try {
    const { findings } = JSON.parse(text as string) as { findings?: unknown }
    if (!Array.isArray(findings)) return 'text of another shape'
    if (findings.length === 0) return '**"no findings"**'
    const { path, severity, family } = findings[0] as { path?: string; severity?: string; family?: string }
    return !(text as string).includes('\uFFFD') &&
      findings.length === 1 &&
      path === LABEL.path &&
      severity === LABEL.severity &&
      family === LABEL.family
      ? 'answer'
      : '**changed answer**'
  } catch {
    return 'text that is no JSON'
  }
}

/** Class and status, in the SDK's own words. */
function describeError(error: unknown): string {
  const { status, constructor } = error as { status?: number; constructor: { name: string } }
  return `${constructor.name}${status === undefined ? '' : ` ${status}`}`
}
