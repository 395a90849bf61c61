import { anthropicWire } from './anthropic/index.ts'
import { googleWire } from './google/index.ts'
import { openaiWire } from './openai/index.ts'
import type { StageVendor } from './vendor.ts'
import type { VendorWire } from './wire.ts'

/** Every vendor's HTTP interface, by its name. */
export const WIRES: Readonly<Record<StageVendor, VendorWire>> = Object.freeze({
  openai: openaiWire,
  anthropic: anthropicWire,
  google: googleWire,
})
