import { visible, visibleLine } from './control.ts'

/** Text from a model or a file, fit for a terminal: no escape sequence, title change, hyperlink or overprinting survives. */
export function encodeTerminal(text: string): string {
  return visible(text)
}

/** The same for one line of a table or a message. */
export function encodeTerminalLine(text: string): string {
  return visibleLine(text)
}
