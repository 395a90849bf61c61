import { checkWord } from '@understudy/spec'
import type { Fault } from '../faults/fault.ts'
import type { StageVendor } from '../wire/vendor.ts'
import type { Situation } from '../wire/wire.ts'
import anthropic from './anthropic.json' with { type: 'json' }
import google from './google.json' with { type: 'json' }
import openai from './openai.json' with { type: 'json' }

/** What a vendor really sent, as far as it is on record. */
export interface Recording {
  /** `vendor/what`. */
  readonly name: string
  readonly vendor: StageVendor
  /** The model that was asked for. */
  readonly model: string
  readonly status: number
  readonly contentType: string
  readonly body: unknown
  /** Where it was read. Ids in bodies are made up. */
  readonly source: string
  /** How sure it is: quoted by users in a thread, in the vendor's documentation, or in the types of its SDK. */
  readonly evidence: 'thread' | 'documentation' | 'types'
  /** ISO 8601; when the source was read. */
  readonly readOn: string
  /** ISO 8601; when the vendor sent it, where that is known. */
  readonly seen?: string
  /** The stage's word for the same thing, when its answer is this one to the letter. */
  readonly situation?: Situation
}

/** Every recorded body, of all vendors. */
export const RECORDINGS: readonly Recording[] = Object.freeze([...openai, ...anthropic, ...google] as readonly Recording[])

/** One recording by name. @throws InvalidOptionError that names the nearest one */
export function recording(name: string): Recording {
  const names = RECORDINGS.map((one) => one.name)
  return RECORDINGS[names.indexOf(checkWord('recording', name, names))] as Recording
}

/** A fault that answers with a recording, for `stage.inject`. */
export function replay(given: Recording | string): Fault {
  const { name, status, contentType, body } = typeof given === 'string' ? recording(given) : given
  return {
    name: `recording ${name}`,
    number: 0,
    summary: `The vendor's own words: ${name}.`,
    apply: () => ({ status, headers: { 'content-type': contentType }, body: [{ data: JSON.stringify(body) }] }),
  }
}
