import type { Request } from 'express'
import serialize from 'node-serialize'

export interface CartLine {
  readonly productId: string
  readonly quantity: number
  readonly priceCents: number
}

export interface Cart {
  readonly lines: readonly CartLine[]
  readonly totalCents: number
}

function withTotal(lines: readonly CartLine[]): Cart {
  return { lines, totalCents: lines.reduce((sum, line) => sum + line.quantity * line.priceCents, 0) }
}

export function readCart(req: Request): Cart {
  const saved = req.cookies.cart
  if (!saved) return withTotal([])
  const state = serialize.unserialize(Buffer.from(saved, 'base64').toString('utf8')) as { lines?: CartLine[] }
  return withTotal(state.lines ?? [])
}

export function readWishlist(req: Request): string[] {
  try {
    const parsed: unknown = JSON.parse(String(req.cookies.wishlist ?? '[]'))
    return Array.isArray(parsed) ? parsed.filter((id): id is string => typeof id === 'string') : []
  } catch {
    return []
  }
}
