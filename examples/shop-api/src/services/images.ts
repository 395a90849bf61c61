import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import axios from 'axios'
import { config } from '../config.js'

const SUPPLIER_HOSTS = new Set(['images.supplier-one.example', 'cdn.supplier-two.example'])

function contentName(body: Buffer): string {
  return createHash('sha256').update(body).digest('hex')
}

async function store(body: Buffer): Promise<string> {
  const file = path.join(config.uploadDir, 'products', `${contentName(body)}.img`)
  await writeFile(file, body)
  return file
}

export async function importProductImage(productId: string, url: string): Promise<string> {
  const response = await axios.get<Buffer>(url, { responseType: 'arraybuffer', timeout: 10_000 })
  console.log('imported image', { productId, bytes: response.data.length })
  return store(Buffer.from(response.data))
}

export async function importSupplierImage(productId: string, url: string): Promise<string> {
  const parsed = new URL(url)
  if (parsed.protocol !== 'https:' || !SUPPLIER_HOSTS.has(parsed.hostname)) {
    throw new Error(`image host is not a supplier of product ${productId}`)
  }
  const response = await axios.get<Buffer>(parsed.href, { responseType: 'arraybuffer', maxRedirects: 0 })
  return store(Buffer.from(response.data))
}
