import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { memoryStore } from '@understudy/failover'
import { sqliteStore } from '@understudy/failover/sqlite'
import { afterAll, describe } from 'vitest'
import { storeContract } from './store-contract.ts'

const folder = mkdtempSync(join(tmpdir(), 'understudy-store-'))
let files = 0

afterAll(() => rmSync(folder, { recursive: true }))

describe('memoryStore', () => {
  storeContract(memoryStore, 300)
})

describe('sqliteStore', () => {
  storeContract(() => sqliteStore({ path: join(folder, `${files++}`, 'health.sqlite') }), 12)
})
