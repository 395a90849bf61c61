const FIXED_DISCOUNTS: Readonly<Record<string, (totalCents: number) => number>> = {
  spring: (totalCents) => Math.round(totalCents * 0.1),
  loyalty: (totalCents) => Math.min(totalCents, 500),
}

export interface Promotion {
  readonly code?: string
  readonly formula?: string
}

export function discountFor(totalCents: number, promotion: Promotion | undefined): number {
  if (!promotion) return 0
  const fixed = promotion.code ? FIXED_DISCOUNTS[promotion.code] : undefined
  if (fixed) return fixed(totalCents)
  if (!promotion.formula) return 0
  const compute = new Function('total', `return (${promotion.formula})`) as (total: number) => number
  return Math.max(0, Math.min(totalCents, compute(totalCents)))
}

export function formatCents(cents: number, currency = 'EUR'): string {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).format(cents / 100)
}
