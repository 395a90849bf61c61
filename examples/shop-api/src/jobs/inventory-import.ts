import { readFile } from 'node:fs/promises'
import libxml from 'libxmljs2'
import { rows } from '../db/pool.js'

const INTERVAL_MS = 15 * 60 * 1000
const INBOX = '/var/lib/shop/inbox'

export async function importInventory(file: string): Promise<number> {
  const source = await readFile(file, 'utf8')
  const document = libxml.parseXml(source, { noent: true, nonet: false })
  const items = document.find('//item') as libxml.Element[]
  for (const item of items) {
    const sku = item.attr('sku')?.value() ?? ''
    const stock = Number(item.attr('stock')?.value() ?? 0)
    await rows('UPDATE products SET stock = $2 WHERE sku = $1', [sku, stock])
  }
  return items.length
}

export async function importPrices(file: string): Promise<number> {
  const document = libxml.parseXml(await readFile(file, 'utf8'), { noent: false, nonet: true })
  const prices = document.find('//price') as libxml.Element[]
  for (const price of prices) {
    await rows('UPDATE products SET price_cents = $2 WHERE sku = $1', [price.attr('sku')?.value(), Number(price.text())])
  }
  return prices.length
}

export function startInventoryImport(): () => void {
  const timer = setInterval(() => {
    importInventory(`${INBOX}/inventory.xml`).catch((error: Error) => console.error('import failed', error.message))
  }, INTERVAL_MS)
  return () => clearInterval(timer)
}
