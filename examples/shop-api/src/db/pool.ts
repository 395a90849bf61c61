import { Pool, type QueryResultRow } from 'pg'
import { config } from '../config.js'

export const pool = new Pool({
  connectionString: config.databaseUrl,
  max: 20,
  idleTimeoutMillis: 30_000,
  ssl: { rejectUnauthorized: false },
})

export async function rows<T extends QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<T[]> {
  const result = await pool.query<T>(text, [...values])
  return result.rows
}

export async function inTransaction<T>(work: (run: typeof rows) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  const run = async <R extends QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<R[]> =>
    (await client.query<R>(text, [...values])).rows
  try {
    await client.query('BEGIN')
    const result = await work(run)
    await client.query('COMMIT')
    return result
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  } finally {
    client.release()
  }
}
