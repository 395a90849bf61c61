import { isObject } from '../wire/request.ts'
import type { Fault } from './fault.ts'
import { bytesOf } from './shape.ts'

/** Blocks that no caller asked for, of kinds that it may not know. */
const BLOCKS = {
  output: { type: 'web_search_call', id: 'ws_stage', status: 'completed', action: { type: 'search', query: 'stage' } },
  content: { type: 'server_tool_use', id: 'srvtoolu_stage', name: 'web_search', input: {} },
  parts: { functionCall: { name: 'search', args: {} } },
} as const

/** Puts a strange block in front of every list of blocks, wherever the vendor keeps it. */
function withBlocks(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withBlocks)
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, child]) => {
      const block = Object.hasOwn(BLOCKS, name) ? BLOCKS[name as keyof typeof BLOCKS] : undefined
      return [name, block && Array.isArray(child) && isObject(child[0]) ? [block, ...child] : withBlocks(child)]
    }),
  )
}

export const unexpectedBlocks: Fault = {
  name: 'unexpected-blocks',
  number: 46,
  summary: 'Tool calls and unknown blocks beside the text.',
  on: 'unary',
  apply: (healthy) => {
    const answer = healthy()
    const body: unknown = JSON.parse(new TextDecoder().decode(bytesOf(answer)))
    return { ...answer, body: [{ data: JSON.stringify(withBlocks(body)) }] }
  },
}
