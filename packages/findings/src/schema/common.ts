import { FAMILIES, SEVERITIES } from '@understudy/spec'
import { z } from 'zod'

/**
 * Schemas for documents that come from outside. Objects are loose, so that a reader of version 1 keeps members that a
 * later 1.x adds; a change that breaks readers gets another `schemaVersion`.
 */

const TASKS = ['review.files', 'review.diff', 'triage.finding', 'verify.fix', 'propose.patch', 'plain'] as const

export const taskSchema = z.enum(TASKS)
export const familySchema = z.enum(FAMILIES)
export const severitySchema = z.enum(SEVERITIES)
export const extensionsSchema = z.record(z.string(), z.unknown())
export const lineSchema = z.int().min(1)
/** Not `z.iso.datetime()`: a reader must not refuse a report for the form of its time. */
export const timeSchema = z.string().describe('ISO 8601.')
