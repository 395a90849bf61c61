/** The closed set of codes that an error of Understudy carries. */
export const ERROR_CODES = [
  'invalid-option',
  'missing-peer',
  'model-failure',
  'route-exhausted',
  'not-permitted-by-policy',
  'cancelled',
  'deadline-exceeded',
  'overloaded-locally',
  'store-unusable',
  'journal-unusable',
  'invalid-notice',
  'invalid-document',
  'unreadable-input',
  'unsafe-path',
  'closed',
] as const

/** Code of an error that Understudy throws: one of `ERROR_CODES`. */
export type ErrorCode = (typeof ERROR_CODES)[number]

/** Parent of every error that Understudy throws: a sentence (who, what, what next) and a `code`. */
export class UnderstudyError<C extends ErrorCode = ErrorCode> extends Error {
  override readonly name: string = 'UnderstudyError'
  readonly code: C

  constructor(code: C, sentence: string, options?: ErrorOptions) {
    super(sentence, options)
    this.code = code
  }
}
