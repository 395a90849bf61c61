import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'

/** Addresses at which no request ever arrives. */
export const ADDRESS_TROUBLES = ['dns-failure', 'connection-refused', 'tls-wrong-version'] as const

/** What a client can meet at an address before it can ask. */
export type AddressTrouble = (typeof ADDRESS_TROUBLES)[number]

/** Origin at which a client meets the trouble. `openPort` speaks plain HTTP, so TLS fails there. */
export function troubledOrigin(trouble: AddressTrouble, openPort: number, closedPort: number): string {
  if (trouble === 'dns-failure') return 'https://vendor.stage.invalid'
  if (trouble === 'connection-refused') return `http://127.0.0.1:${closedPort}`
  return `https://127.0.0.1:${openPort}`
}

/** A port on which nothing listens: one that the system just gave out and took back. */
export function findClosedPort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}
