import { Router } from 'express'

type Tree = { [key: string]: unknown }

const preferences = new Map<string, Tree>()
export const preferenceRouter = Router()

export function assignPath(target: Tree, path: string, value: unknown): void {
  const segments = path.split('.')
  const last = segments.pop() as string
  let node: Tree = target
  for (const segment of segments) {
    node[segment] ??= {}
    node = node[segment] as Tree
  }
  node[last] = value
}

preferenceRouter.patch('/:user', (req, res) => {
  const stored = preferences.get(req.params.user) ?? {}
  for (const { path, value } of req.body as { path: string; value: unknown }[]) assignPath(stored, path, value)
  preferences.set(req.params.user, stored)
  res.json(stored)
})
