import { rows } from '../db/pool.js'

type Tree = { [key: string]: unknown }

const DEFAULTS: Tree = { language: 'en', notifications: { email: true, sms: false } }
const UNSAFE_KEYS = new Set(['__proto__', 'constructor', 'prototype'])

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function mergeDeep(target: Tree, source: Tree): Tree {
  for (const key in source) {
    const value = source[key]
    if (isTree(value) && isTree(target[key])) mergeDeep(target[key], value)
    else target[key] = value
  }
  return target
}

export function mergeKnown(target: Tree, source: Tree): Tree {
  for (const key of Object.keys(source)) {
    if (UNSAFE_KEYS.has(key)) continue
    const value = source[key]
    if (isTree(value) && isTree(target[key])) mergeKnown(target[key], value)
    else target[key] = value
  }
  return target
}

export async function saveSettings(customerId: string, changes: Tree): Promise<Tree> {
  const [stored] = await rows<{ settings: Tree }>('SELECT settings FROM customers WHERE id = $1', [customerId])
  const settings = mergeDeep(structuredClone(stored?.settings ?? DEFAULTS), changes)
  await rows('UPDATE customers SET settings = $1 WHERE id = $2', [JSON.stringify(settings), customerId])
  return settings
}
