/** Marks with which models and their servers end a text, and which belong to no answer. */
const END_MARKS = [
  '</s>',
  '<|im_end|>',
  '<|endoftext|>',
  '<|end_of_text|>',
  '<|eot_id|>',
  '<|eom_id|>',
  '<|end|>',
  '<|return|>',
  '<end_of_turn>',
  '<|end_of_turn|>',
  '<eos>',
  '<|eos|>',
  '<｜end▁of▁sentence｜>',
  '<|end▁of▁sentence|>',
  '[/INST]',
  '</answer>',
]

/** Marks with which a text begins. */
const START_MARKS = ['<s>', '<bos>', '<|begin_of_text|>', '<|im_start|>assistant', '<|assistant|>', '<answer>']

/** Elements in which models think aloud before they answer. */
const THOUGHTS = ['think', 'thinking', 'thought', 'reasoning', 'reflection', 'scratchpad']

/** Most marks that are taken off one end. */
const MOST_MARKS = 8

const FENCE = /^(`{3,8}|~{3,8})[ \t]*(?:json[c5l]?|javascript|js|text)?[ \t]*(?:\r?\n)?/i

/**
 * An answer without what stands around it and says nothing: the model's thoughts before it, the marks of its template, and one code
 * fence around all of it. Prose is left where it is, because it may say what the answer does not.
 */
export function unwrapAnswer(text: string): string {
  const told = withoutMarks(afterThought(withoutMarks(text)))
  const opened = FENCE.exec(told)
  if (!opened) return told
  const fence = opened[1] ?? '```'
  if (!told.endsWith(fence) || told.length < opened[0].length + fence.length) return told
  const inside = told.slice(opened[0].length, -fence.length).trim()
  // What a fence holds must end with the fence: a second one inside is another block.
  return inside.startsWith('`') || inside.endsWith('`') ? told : withoutMarks(inside)
}

function withoutMarks(text: string): string {
  let told = text.replace(/^\ufeff/, '').trim()
  for (let taken = 0; taken < MOST_MARKS; taken++) {
    const start = START_MARKS.find((mark) => told.startsWith(mark))
    const end = END_MARKS.find((mark) => told.endsWith(mark))
    if (start === undefined && end === undefined) break
    told = told.slice(start?.length ?? 0, end === undefined ? undefined : -end.length).trim()
  }
  return told
}

/** What follows the thought that a text begins with. Some templates open the thought themselves, so only its end is seen. */
function afterThought(text: string): string {
  for (const name of THOUGHTS) {
    const close = `</${name}>`
    const end = text.indexOf(close)
    if (end === -1) continue
    if (text.startsWith(`<${name}>`) || !/^[{[`~]/.test(text)) return text.slice(end + close.length)
  }
  return text
}
