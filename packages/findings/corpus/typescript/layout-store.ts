import { Router } from 'express'

type Tree = { [key: string]: unknown }

const layouts = new Map<string, Tree>()
export const layoutRouter = Router()

const REFUSED = new Set(['__proto__', 'constructor', 'prototype'])

export function assignPath(target: Tree, path: string, value: unknown): void {
  const segments = path.split('.')
  if (segments.some((segment) => REFUSED.has(segment))) throw new RangeError('unknown setting')
  const last = segments.pop() as string
  let node: Tree = target
  for (const segment of segments) {
    if (!Object.hasOwn(node, segment)) node[segment] = Object.create(null)
    node = node[segment] as Tree
  }
  node[last] = value
}

layoutRouter.patch('/:user', (req, res) => {
  const stored = layouts.get(req.params.user) ?? {}
  for (const { path, value } of req.body as { path: string; value: unknown }[]) assignPath(stored, path, value)
  layouts.set(req.params.user, stored)
  res.json(stored)
})
