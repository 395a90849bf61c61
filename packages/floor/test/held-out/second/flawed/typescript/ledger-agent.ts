import { Agent } from 'node:https'
import got from 'got'

const agent = new Agent({ keepAlive: true, rejectUnauthorized: false })

export async function balance(account: string): Promise<number> {
  const url = `https://ledger.internal/accounts/${encodeURIComponent(account)}/balance`
  const { amount } = await got(url, { agent: { https: agent } }).json<{ amount: number }>()
  return amount
}
