import { visible, visibleLine } from './control.ts'

/** The message of a workflow command: breaks are encoded, so that no line of it can start a command of its own. */
export function encodeAnnotation(text: string): string {
  return visible(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

/** A property's value, such as a path: `:` and `,` end it, so they are encoded as well. */
export function encodeAnnotationProperty(text: string): string {
  return encodeAnnotation(visibleLine(text)).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
