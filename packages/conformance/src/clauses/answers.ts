import { isDeepStrictEqual } from 'node:util'
import { attemptContext, type AttemptProgress } from '@understudy/spec'
import { answer, callOf, REPLY, withAdapter } from '../calls.ts'
import { type Clause, type ClauseNeed, promise } from '../clause.ts'
import { inBothForms } from './forms.ts'

const group = 'answers'

/** What a good answer is. */
export const ANSWER_CLAUSES: readonly Clause[] = [
  ...inBothForms({
    group,
    name: 'gives the whole text, character by character',
    needs: [],
    async check(bench, form) {
      bench.says(REPLY)
      const { text, stop } = await answer(bench, form)
      promise(text === REPLY.text, 'The text is what the model said', text)
      promise(stop.unified === 'finished', 'A whole answer has finished', stop)
    },
  }),
  ...inBothForms({
    group,
    name: 'sends system text, input and schema as they are, each in its own place',
    needs: ['structured-output'],
    async check(bench, form) {
      await answer(bench, form)
      const heard = bench.heard()
      const { system, input, schema } = callOf(form)
      promise(heard?.system === system, 'The system text is the call’s', heard?.system)
      promise(heard.input === input, 'The input is the call’s', heard.input)
      promise(isDeepStrictEqual(heard.schema, schema), 'The schema is the call’s', heard.schema)
    },
  }),
  ...inBothForms({
    group,
    name: 'counts tokens in one way: cached in the input, reasoning beside the output',
    needs: [],
    async check(bench, form) {
      bench.says(REPLY)
      const { usage } = await answer(bench, form)
      const { inputTotal, inputCached, outputVisible, reasoning } = usage
      const { usage: said } = REPLY
      const told = (part: 'cached' | 'reasoning'): number => (bench.uncounted?.includes(part) ? 0 : said[part])
      promise(inputTotal === said.input && inputCached === told('cached'), 'Input is counted whole, with its cached part', usage)
      promise(outputVisible === said.output && reasoning === told('reasoning'), 'Reasoning is not part of the output', usage)
    },
  }),
  ...inBothForms({
    group,
    name: 'says which model was asked and which one answered',
    needs: [],
    async check(bench, form) {
      await withAdapter(bench, async (adapter) => {
        const reply = await adapter.invoke(callOf(form), attemptContext())
        promise(reply.requestedModel === adapter.model, 'The requested model is the adapter’s', reply.requestedModel)
        promise(reply.servedAsRequested, 'The same model is served as requested', reply.servedModel)
        bench.inject('substituted')
        const other = await adapter.invoke(callOf(form), attemptContext())
        promise(!other.servedAsRequested, 'Another served model is not served as requested', other.servedModel)
      })
    },
  }),
  ...inBothForms({
    group,
    name: 'takes a dated snapshot for the same model',
    needs: [],
    async check(bench, form) {
      bench.inject('alias-moved')
      const { servedAsRequested, servedModel, requestedModel } = await answer(bench, form)
      promise(servedModel !== requestedModel, 'The snapshot’s own id is kept', servedModel)
      promise(servedAsRequested, 'A snapshot is the same model', servedModel)
    },
  }),
  ...inBothForms({
    group,
    name: 'reports its progress once each, in order, and only streams show text',
    needs: [],
    async check(bench, form) {
      bench.says(REPLY)
      const marks: AttemptProgress[] = []
      await answer(bench, form, { onProgress: (mark) => marks.push(mark) })
      const order = marks.map(({ mark }) => mark).filter((mark, index, all) => mark !== 'content' || all[index - 1] !== 'content')
      const expected = form === 'stream' ? ['sent', 'headers', 'content', 'finished'] : ['sent', 'headers', 'finished']
      promise(order.join() === expected.join(), `Marks come in the order ${expected.join(', ')}`, order)
      const shown = marks.map((mark) => (mark.mark === 'content' ? mark.text : '')).join('')
      promise(form === 'unary' || shown === REPLY.text, 'Shown text adds up to the answer', shown)
    },
  }),
  ...inBothForms({
    group,
    name: 'measures its time',
    needs: [],
    async check(bench, form) {
      const { timing } = await answer(bench, form)
      promise(timing.firstByteMs > 0 && timing.totalMs >= timing.firstByteMs, 'First byte comes before the end', timing)
    },
  }),
  {
    group,
    form: 'unary',
    name: 'leaves out blocks that nobody asked for',
    needs: [],
    async check(bench) {
      bench.says(REPLY)
      bench.inject('unexpected-blocks')
      const { text } = await answer(bench, 'unary')
      promise(text === REPLY.text, 'Only the text is the answer', text)
    },
  },
  {
    group,
    form: 'unary',
    name: 'asks once for each call, and never again by itself',
    needs: [],
    async check(bench) {
      bench.inject('overloaded')
      await withAdapter(bench, (adapter) => adapter.invoke(callOf('unary'), attemptContext()).catch(() => {}))
      promise(bench.asked() === 1, 'One call is one request', bench.asked())
    },
  },
  {
    group,
    form: 'unary',
    name: 'caps the output at what the model can give, and says so',
    needs: [],
    async check(bench) {
      await withAdapter(bench, async (adapter) => {
        const call = callOf('unary', { maxOutputTokens: adapter.limits.maxOutputTokens + 1 })
        const { adjustments } = await adapter.invoke(call, attemptContext())
        promise(
          adjustments.some((words) => words.includes(String(adapter.limits.maxOutputTokens))),
          'The cap is named',
          adjustments,
        )
      })
    },
  },
  probeClause('probe', 'proves by a canned call that the model answers'),
]

function probeClause(need: ClauseNeed, name: string): Clause {
  return {
    group,
    form: 'unary',
    name,
    needs: [need],
    async check(bench) {
      await withAdapter(bench, async (adapter) => {
        await adapter.probe?.(attemptContext())
        bench.inject('withdrawn')
        const lost = await adapter.probe?.(attemptContext()).then(
          () => false,
          () => true,
        )
        promise(lost === true, 'A probe of a withdrawn model fails')
      })
    },
  }
}
