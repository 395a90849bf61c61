/** Fields of the two sides of a node, or their positions among the named children. */
export type Sides = readonly [string | number, string | number]

/** Which syntax nodes carry the facts the floor looks at, as node kinds and field names of tree-sitter. */
export interface Grammar {
  /** Calls, each with the field whose text ends with the called name; null for words that are the call themselves. */
  readonly calls: Readonly<Record<string, string | null>>
  /** Kinds of callee that end with a member, each with the field that holds it. */
  readonly members: Readonly<Record<string, string>>
  /** Kind to its two sides. */
  readonly assignments: Readonly<Record<string, Sides>>
  /** Loops that bind a name to a part of a collection. */
  readonly loops: Readonly<Record<string, Sides>>
  readonly functions: readonly string[]
  /** Functions that are values, not declarations. */
  readonly callbacks: readonly string[]
  readonly parameters: string
  readonly conditions: readonly string[]
  /** `key: value` in a literal. */
  readonly pairs: Readonly<Record<string, Sides>>
  readonly returns: readonly string[]
}

export const JAVASCRIPT_GRAMMAR: Grammar = {
  calls: { call_expression: 'function', new_expression: 'constructor' },
  members: { member_expression: 'property' },
  assignments: {
    variable_declarator: ['name', 'value'],
    assignment_expression: ['left', 'right'],
    augmented_assignment_expression: ['left', 'right'],
    field_definition: ['property', 'value'],
  },
  loops: { for_in_statement: ['left', 'right'] },
  functions: [
    'function_declaration',
    'function_expression',
    'arrow_function',
    'method_definition',
    'generator_function_declaration',
  ],
  callbacks: ['function_expression', 'arrow_function'],
  parameters: 'parameters',
  conditions: ['if_statement'],
  pairs: { pair: ['key', 'value'] },
  returns: ['return_statement'],
}

/** The TypeScript parsers name class fields otherwise. */
const { field_definition: _field, ...assignments } = JAVASCRIPT_GRAMMAR.assignments
export const TYPESCRIPT_GRAMMAR: Grammar = {
  ...JAVASCRIPT_GRAMMAR,
  assignments: { ...assignments, public_field_definition: ['name', 'value'] },
}
