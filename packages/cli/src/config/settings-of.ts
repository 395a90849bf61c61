import type { ReviewSettings } from '../settings/settings.ts'
import type { ConfigValues } from './schema.ts'

/** A checked file in the words of the settings: units are in the names, and the schema's address is left out. */
export function settingsOf({
  $schema: _schema,
  deadline,
  callDeadline,
  maxFileSize,
  baseUrls,
  ...same
}: ConfigValues): ReviewSettings {
  return {
    ...same,
    ...(deadline !== undefined && { deadlineMs: deadline }),
    ...(callDeadline !== undefined && { callDeadlineMs: callDeadline }),
    ...(maxFileSize !== undefined && { maxFileBytes: maxFileSize }),
    ...(baseUrls && { baseUrls: baseUrls }),
  }
}
