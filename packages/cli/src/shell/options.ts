import { InvalidArgumentError } from 'commander'
import { nearestWord } from '@understudy/spec'
import type { TargetSetting } from '../settings/settings.ts'

const SIZE_UNITS: Readonly<Record<string, number>> = { '': 1, b: 1, kb: 1024, mb: 1024 ** 2, gb: 1024 ** 3 }
const TIME_UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, '': 1000, m: 60_000, min: 60_000, h: 3_600_000 }

function withUnit(text: string, units: Readonly<Record<string, number>>, example: string): number {
  const match = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(text.trim())
  const unit = units[match?.[2]?.toLowerCase() ?? '']
  const value = Number(match?.[1]) * (unit ?? Number.NaN)
  if (match && unit !== undefined && value > 0 && Number.isFinite(value)) return Math.round(value)
  throw new InvalidArgumentError(`It must look like ${example}.`)
}

/** `256KB`, `2MB` or plain bytes. @throws InvalidArgumentError */
export const sizeInBytes = (text: string): number => withUnit(text, SIZE_UNITS, '256KB, 2MB or a number of bytes')

/** `90s`, `5m`, `500ms` or plain seconds. @throws InvalidArgumentError */
export const timeInMs = (text: string): number => withUnit(text, TIME_UNITS, '90s, 5m or a number of seconds')

/** A whole number from `min` to `max`. @throws InvalidArgumentError */
export function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (text.trim() !== '' && Number.isInteger(value) && value >= min && value <= max) return value
    throw new InvalidArgumentError(`It must be a whole number from ${min} to ${max}.`)
  }
}

/** An amount of money above nothing. @throws InvalidArgumentError */
export function dollars(text: string): number {
  const value = Number(text)
  if (text.trim() !== '' && value > 0 && Number.isFinite(value)) return value
  throw new InvalidArgumentError('It must be an amount such as 2.50.')
}

/** One of the words. The message names the nearest one. @throws InvalidArgumentError */
export function oneOf<W extends string>(words: readonly W[]): (text: string) => W {
  return (text) => {
    if ((words as readonly string[]).includes(text)) return text as W
    const near = nearestWord(text, words)
    throw new InvalidArgumentError(`It must be one of ${words.join(', ')}${near ? ` (did you mean ${near}?)` : ''}.`)
  }
}

/** `a,b` and repeated options, in order, without empty entries. @throws InvalidArgumentError */
export function commaList(text: string, before: readonly string[] = []): readonly string[] {
  const words = text.split(',').map((word) => word.trim())
  if (words.includes(''))
    throw new InvalidArgumentError('It must be a list of words with commas between them, none of them empty.')
  return [...before, ...words]
}

/** Targets by priority: words with commas between, or a list in JSON as a configuration file has it. @throws InvalidArgumentError */
export function targetList(text: string, before: readonly (string | TargetSetting)[] = []): readonly (string | TargetSetting)[] {
  if (!/^\s*[[{]/.test(text)) return [...before, ...commaList(text)]
  try {
    return [...before, ...([JSON.parse(text)].flat() as readonly TargetSetting[])]
  } catch (error) {
    throw new InvalidArgumentError(`It begins like JSON, and is none: ${(error as Error).message}.`)
  }
}

/** An http or https address. @throws InvalidArgumentError */
export function webAddress(text: string): string {
  const address = URL.parse(text)
  if (address && (address.protocol === 'https:' || address.protocol === 'http:')) return text
  throw new InvalidArgumentError('It must be an http or https address such as https://gateway.example/v1.')
}

/** Reads `true` or `false`. @throws InvalidArgumentError */
export const yesOrNo = (text: string): boolean => oneOf(['true', 'false'] as const)(text.toLowerCase()) === 'true'
