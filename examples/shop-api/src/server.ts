import { createServer } from 'node:http'
import { app } from './app.js'
import { config } from './config.js'
import { pool } from './db/pool.js'
import { startInventoryImport } from './jobs/inventory-import.js'
import { startNightlyReport } from './jobs/nightly-report.js'

const server = createServer(app)

server.listen(config.port, () => {
  console.log(`shop-api listens on ${config.port}`)
})

const stopImport = startInventoryImport()
const stopReport = startNightlyReport()

async function shutdown(signal: string): Promise<void> {
  console.log(`${signal} received, closing`)
  stopImport()
  stopReport()
  server.close()
  await pool.end()
}

process.on('SIGTERM', () => void shutdown('SIGTERM'))
process.on('SIGINT', () => void shutdown('SIGINT'))
