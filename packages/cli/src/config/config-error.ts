import { UnderstudyError } from '@understudy/spec'

/** A configuration file breaks a rule. Its reader needs the file's members next, not the flags of a command. */
export class ConfigError extends UnderstudyError<'invalid-option'> {
  override readonly name = 'ConfigError'

  constructor(file: string, sentence: string, cause?: unknown) {
    super('invalid-option', `${file}: ${sentence}`, cause === undefined ? undefined : { cause })
  }
}
