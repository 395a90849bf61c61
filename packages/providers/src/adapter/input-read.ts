import type { ModelCall, Usage } from '@understudy/spec'

/** What an answer has to show that the whole call was read. */
export interface InputSigns {
  readonly call: Pick<ModelCall, 'system' | 'input' | 'files'>
  readonly usage: Usage
  readonly text: string
  /** Counts of a vendor's own are exact; others count as they please. */
  readonly atVendor: boolean
}

const LETTERS = /\p{L}+/gu

/**
 * Whether the endpoint cut the call before the model saw it, as local servers do in silence where it is longer than their window:
 * it counts less than a third of the tokens that were surely sent. No count, or 0, says nothing. An endpoint that is not the
 * vendor's may count otherwise; there the name of the first file, which every review repeats, must be missing from the answer too.
 */
export function inputWasCut({ call, usage, text, atVendor }: InputSigns): boolean {
  // Where cached input is counted apart from the total, it was read as well.
  const read = usage.inputTotal + usage.inputCached
  const length = call.system.length + call.input.length
  // A word has a letter and a blank beside it: most calls are cleared here, without being read again.
  if (read === 0 || read * 3 >= length / 2) return false
  if (read * 3 >= words(call.system) + words(call.input)) return false
  if (atVendor) return true
  const first = call.files?.[0]?.path.split('/').at(-1)
  return first !== undefined && !text.includes(first)
}

/** No token spans two words, so there are at least as many tokens. */
function words(text: string): number {
  let count = 0
  for (const _ of text.matchAll(LETTERS)) count += 1
  return count
}
