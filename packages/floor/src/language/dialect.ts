import type { Family } from '@understudy/spec'
import type { Lexicon } from '../taint/tokens.ts'

/** A call that writes what it reads into an argument. */
export interface Fill {
  readonly callee: RegExp
  readonly argument: number
  /** Whether it writes into every argument from that one on. @default false */
  readonly onwards?: boolean
  /** The arguments it is made of begin here; `request` for what comes from outside. @default 'request' */
  readonly from?: number | 'request'
}

/** What the taint analysis must know of a language's names. All patterns see chains without spaces: `req.query.id`. */
export interface Dialect {
  readonly lexicon: Lexicon
  /** Operators between a value and its member. */
  readonly memberOperators: readonly string[]
  /** Chains that hold what a request, the command line or a page address said. */
  readonly sources: RegExp
  /** Matches every text in which a source can occur; cheap, and may match others. */
  readonly sourceHint: RegExp
  /** Names that a parameter is renamed to when its declaration matches, such as `req` for `input: Request`. */
  readonly parameterSources?: readonly { readonly declaration: RegExp; readonly stands: string }[]
  /** Parameters that are the framework's, not the caller's data. */
  readonly plainParameters: RegExp
  /** A parameter whose declared type holds no text. */
  readonly harmlessParameters?: RegExp
  /** Calls that give back no text of their argument, for every family. */
  readonly cleaners: RegExp
  /** Calls that make a value safe for one family. */
  readonly cleanersFor: Partial<Record<Family, RegExp>>
  /** Calls that give back what they were given, changed or not. */
  readonly propagators: RegExp
  /** Methods that give back a part of their receiver. Any other method of a tainted value keeps the taint as well. */
  readonly harmlessMembers: RegExp
  /** Names that hold constants. */
  readonly constants: RegExp
  /** Words of a condition that check a value. */
  readonly guards: RegExp
  /** Checks that do not protect a family: taken out of a condition before `guards` is looked for. */
  readonly weakGuards?: Partial<Record<Family, RegExp>>
  /** Calls whose result shows their argument in another form, so that checking it checks the argument. */
  readonly views: RegExp
  /** Calls that write what they read into an argument: `fgets(line, …)`. */
  readonly fills?: readonly Fill[]
  /** What stands before a function whose parameters come from a request, such as a decorator. */
  readonly routes?: RegExp
  /** Words among the arguments of a source that make it give back a checked value. */
  readonly converters?: RegExp
  /** Whether a parameter's name stands before its type, without a colon, as in Go. @default false */
  readonly namesFirst?: boolean
  /** Whether `Name{…}` is a value, as in Go. @default false */
  readonly literalTypes?: boolean
  /** Words that are no operands. */
  readonly keywords: ReadonlySet<string>
}
