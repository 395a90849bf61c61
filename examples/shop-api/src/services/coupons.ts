import { inTransaction, rows } from '../db/pool.js'

interface Coupon {
  readonly code: string
  readonly remaining: number
}

export async function redeemCoupon(code: string, orderId: string): Promise<boolean> {
  const [coupon] = await rows<Coupon>('SELECT code, remaining FROM coupons WHERE code = $1', [code])
  if (!coupon || coupon.remaining < 1) return false
  await rows('INSERT INTO redemptions (code, order_id) VALUES ($1, $2)', [code, orderId])
  await rows('UPDATE coupons SET remaining = $2 WHERE code = $1', [code, coupon.remaining - 1])
  return true
}

export async function redeemGiftCard(code: string, orderId: string): Promise<boolean> {
  return inTransaction(async (run) => {
    const used = await run('UPDATE gift_cards SET used_by = $2 WHERE code = $1 AND used_by IS NULL RETURNING code', [
      code,
      orderId,
    ])
    return used.length === 1
  })
}
