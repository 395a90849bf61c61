import { isObject, type JsonObject } from '../../parse/shape.ts'

/** Reading documents whose shape is not ours: what is not there, or of another kind, is as good as absent. */

export function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

export function object(value: unknown): JsonObject {
  return isObject(value) ? value : {}
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

export function texts(value: unknown): string[] {
  return list(value).filter((entry) => typeof entry === 'string')
}

/** A line number, or undefined for anything that is none. */
export function line(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 10_000_000 ? value : undefined
}

export function confidence(value: unknown): number | string | null {
  return typeof value === 'number' || typeof value === 'string' ? value : null
}

/** A path as we write it, or null for one that leaves the root or is none: it could be made to overwrite or read anything. */
export function insidePath(written: string): string | null {
  const path = written.replaceAll('\\', '/').replace(/^(?:\.\/)+/, '')
  if (path === '' || path.startsWith('/') || /^[A-Za-z][A-Za-z0-9+.-]*:/.test(path)) return null
  return path.split('/').includes('..') ? null : path
}
