import { textShowsCode } from './code-marks.ts'

const NAME = /^(?:licen[cs]e|copying(?:\.lesser)?|notice|unlicense)(?:-(?:mit|apache|bsd|mpl|isc))?(?:\.(?:txt|md))?$/i

/** Words that licences of free software are known by. */
const PHRASES =
  /permission is hereby granted|permission to use, copy, modify|redistribution and use in source|apache license|gnu (?:lesser |affero )?general public license|mozilla public license|eclipse public license|creative commons|boost software license|this is free and unencumbered software/i

/** Signs that programs cannot do without and prose can. What has one is read as any other text: that costs little. */
const SIGNS = /[{}$=+\\|&`<>]|\w\((?!s\))|;\s*$/m

/** Places to fill in that licences come with. */
const BLANKS = /[[{<](?:yyyy|year|fullname|name of copyright owner)[\]}>]/gi

/** Longest text that is taken for a licence; the longest in use has 35,000 characters. */
const LONGEST = 100_000

/** True for the text of a licence under its usual name: prose from end to end. */
export function isLicenceText(path: string, bytes: Uint8Array): boolean {
  if (!NAME.test(path.slice(path.lastIndexOf('/') + 1)) || bytes.length > LONGEST || bytes.includes(0)) return false
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')
  return PHRASES.test(text) && !SIGNS.test(text.replace(BLANKS, '').replace(/;(?: and| or)?\s*$/gm, '')) && !textShowsCode(text)
}
