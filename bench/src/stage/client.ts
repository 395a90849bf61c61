import { Agent, request } from 'node:http'
import type { LoadOrder, LoadReport } from '../stage.ts'

/** Sends `requests` over `connections` kept-alive sockets as fast as answers come back, and reports once. */
async function run({ url, headers, body, connections, requests }: LoadOrder): Promise<LoadReport> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  let [sent, answered, failed, open, mostOpen] = [0, 0, 0, 0, 0]
  const options = { agent, method: 'POST', headers: { ...headers, 'content-length': Buffer.byteLength(body) } }
  const one = (): Promise<void> =>
    new Promise((resolve) => {
      const sending = request(url, options, (response) => {
        open++
        mostOpen = Math.max(mostOpen, open)
        let last = ''
        response.on('data', (chunk: Buffer) => (last = chunk.toString('latin1').slice(-64)))
        response.on('end', () => {
          open--
          // A stream counts only with its last event, an answer only with its closing brace.
          if (response.statusCode === 200 && (last.includes('message_stop') || last.endsWith('}'))) answered++
          else failed++
          resolve()
        })
      })
      sending.on('error', () => {
        failed++
        resolve()
      })
      sending.end(body)
    })
  const line = async (): Promise<void> => {
    while (sent < requests) {
      sent++
      await one()
    }
  }
  const before = performance.now()
  await Promise.all(Array.from({ length: connections }, line))
  agent.destroy()
  return { answered, failed, mostOpen, seconds: (performance.now() - before) / 1000 }
}

process.on('message', (order: LoadOrder) => void run(order).then((report) => process.send?.(report)))
