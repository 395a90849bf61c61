import { configJsonSchema } from './schema.ts'

interface Node {
  readonly properties?: Readonly<Record<string, Node>>
  readonly additionalProperties?: Node | boolean
  readonly items?: Node
  readonly anyOf?: readonly Node[]
}

function step(node: Node, part: PropertyKey): readonly Node[] {
  if (typeof part === 'number') return node.items ? [node.items] : []
  const named = node.properties?.[String(part)]
  if (named) return [named]
  return typeof node.additionalProperties === 'object' ? [node.additionalProperties] : []
}

const branches = (node: Node): readonly Node[] => [node, ...(node.anyOf ?? []).flatMap(branches)]

/** Names that the schema knows at a path, for "did you mean". */
export function knownMembers(path: readonly PropertyKey[]): readonly string[] {
  let nodes: readonly Node[] = [configJsonSchema()]
  for (const part of path) nodes = nodes.flatMap(branches).flatMap((node) => step(node, part))
  return nodes.flatMap(branches).flatMap(({ properties = {} }) => Object.keys(properties))
}
