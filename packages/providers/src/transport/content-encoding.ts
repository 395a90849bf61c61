import { promisify } from 'node:util'
import { brotliDecompress, gunzip, inflate, type ZlibOptions } from 'node:zlib'
import type { Exchange } from './exchange.ts'

type Decode = (bytes: Buffer, options: ZlibOptions) => Promise<Buffer>

const DECODERS: Readonly<Record<string, Decode>> = Object.freeze({
  gzip: promisify<Buffer, ZlibOptions, Buffer>(gunzip),
  'x-gzip': promisify<Buffer, ZlibOptions, Buffer>(gunzip),
  deflate: promisify<Buffer, ZlibOptions, Buffer>(inflate),
  br: promisify<Buffer, ZlibOptions, Buffer>(brotliDecompress),
})

/** Unpacks a body that came compressed although `identity` was asked for; the byte cap holds for what comes out. */
export async function decoded(bytes: Buffer, encoding: string, exchange: Exchange): Promise<Buffer> {
  const decode = DECODERS[encoding.trim().toLowerCase()]
  if (!decode) throw exchange.fail('content-encoding', 'The answer is compressed in a way that is not understood.')
  const { maxBytes } = exchange.context.limits
  try {
    return await decode(bytes, { maxOutputLength: maxBytes })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE')
      throw exchange.fail('too-large', `The answer unpacks to more than ${maxBytes} bytes.`)
    throw exchange.fail('content-encoding', 'The compressed answer is damaged.', error)
  }
}
