import type { StatedWait } from './error-words.ts'

/** What a walk over a body found. */
export interface FoundWords {
  type: string | undefined
  code: string | undefined
  message: string | undefined
  readonly codes: string[]
  readonly sentences: string[]
  readonly quotas: string[]
  quotaOfModel: boolean
  readonly waits: StatedWait[]
  headers: Record<string, string> | undefined
  status: number | undefined
}

const DEEPEST = 6
const MOST_NODES = 200
const MOST_MEMBERS = 40
const MOST_WORDS = 24
const LONGEST_SENTENCE = 600
const LONGEST_CODE = 120

/** Names are compared without case and separators: `error_code`, `errorCode` and `ErrorCode` are one. */
const plainName = (name: string): string =>
  name
    .slice(0, 60)
    .replaceAll(/[_\-\s]/g, '')
    .toLowerCase()

/** Members that hold further members worth reading. What a request held (`input`, `failed_generation`) is never read. */
const CONTAINERS = new Set(
  'error errors detail details innererror metadata raw cause causedby rootcause response body data fault exception violations providerspecificfields upstream upstreamerror result status contentfilterresult'.split(
    ' ',
  ),
)
const MESSAGES = new Set(
  'message msg errormessage errordescription description statusmessage statusmsg errormsg faultstring errordetail'.split(' '),
)
/** What a request held is never read. */
const ECHOES = new Set(
  'input request prompt messages body flaggedinput failedgeneration content text query url links headers'.split(' '),
)
/** Said in fewer words, and only where no message is. */
const TITLES = new Set('detail title reason error'.split(' '))
const TYPES = new Set('status type __type'.split(' ').map(plainName))
const CODES = new Set('code errorcode reason errortype subtype statusname blockreason errorenum'.split(' '))
const STATUSES = new Set('code status statuscode httpstatus httpcode rawstatuscode'.split(' '))
const WAITS: Readonly<Record<string, StatedWait['form']>> = {
  retrydelay: 'text',
  quotaresetdelay: 'text',
  quotaresettimestamp: 'text',
  resetat: 'at',
  resetsat: 'at',
  resettime: 'at',
  resetsinseconds: 'seconds',
  retryafter: 'seconds',
  retryafterseconds: 'seconds',
  resetafterseconds: 'seconds',
  retryafterms: 'milliseconds',
}

const SAYS_NOTHING = /^(?:error from provider: )?provider returned error\.?$/i

/** Walks a parsed body. The first word of each sort that the outermost error says stands; all are kept beside it. */
export function collect(value: unknown): FoundWords {
  const found: FoundWords = {
    type: undefined,
    code: undefined,
    message: undefined,
    codes: [],
    sentences: [],
    quotas: [],
    quotaOfModel: false,
    waits: [],
    headers: undefined,
    status: undefined,
  }
  const walk = new Walk(found)
  walk.read(value, 0)
  // Nobody's names: then whatever reads like a sentence is one.
  if (found.message === undefined && walk.title === undefined && found.codes.length === 0) walk.readAll(value)
  found.message ??= walk.title
  // What a gateway says of its upstream says nothing; the upstream's own words stand inside.
  if (found.message !== undefined && SAYS_NOTHING.test(found.message)) found.message = found.sentences.at(-1) ?? found.message
  for (const word of [found.type, found.code]) if (word !== undefined && !found.codes.includes(word)) found.codes.push(word)
  return found
}

class Walk {
  title: string | undefined
  #nodes = 0
  #all = false
  readonly #found: FoundWords

  constructor(found: FoundWords) {
    this.#found = found
  }

  readAll(value: unknown): void {
    this.#nodes = 0
    this.#all = true
    this.read(value, 0)
  }

  read(value: unknown, depth: number): void {
    if (depth > DEEPEST || ++this.#nodes > MOST_NODES) return
    if (Array.isArray(value)) for (const item of value.slice(0, MOST_MEMBERS)) this.#item(item, depth)
    else if (typeof value === 'object' && value !== null) this.#members(value as Record<string, unknown>, depth)
  }

  #item(item: unknown, depth: number): void {
    if (typeof item === 'string') {
      const said = this.#sentence(item, depth)
      this.title ??= said
    } else this.read(item, depth + 1)
  }

  #members(body: Record<string, unknown>, depth: number): void {
    // An `error` speaks before what stands beside it, wherever it stands.
    const entries = Object.entries(body).slice(0, MOST_MEMBERS)
    const inner = entries.filter(([name, value]) => plainName(name) === 'error' && typeof value === 'object')
    for (const [, value] of inner) this.read(value, depth + 1)
    for (const [name, value] of entries)
      if (!(plainName(name) === 'error' && typeof value === 'object')) this.#member(plainName(name), value, depth)
  }

  #member(name: string, value: unknown, depth: number): void {
    const found = this.#found
    this.#wait(name, value)
    if (typeof value === 'number') {
      if (STATUSES.has(name) && value >= 400 && value < 600) found.status ??= value
      else if (CODES.has(name)) this.#code(String(value), name)
      return
    }
    if (name === 'headers') return this.#headers(value)
    if (name === 'quotaid' && typeof value === 'string') found.quotas.push(value.slice(0, LONGEST_CODE))
    if (name === 'quotadimensions' && typeof value === 'object' && value !== null && 'model' in value) found.quotaOfModel = true
    if (name === 'reasons' && Array.isArray(value) && value.length > 0) this.#code('moderation_reasons', name)
    if (typeof value === 'string') this.#text(name, value, depth)
    else if (CONTAINERS.has(name) || MESSAGES.has(name) || (this.#all && !ECHOES.has(name))) this.read(value, depth + 1)
  }

  #text(name: string, value: string, depth: number): void {
    if (value === '') return
    const found = this.#found
    if (STATUSES.has(name) && /^[45]\d\d$/.test(value)) found.status ??= Number(value)
    else if (TYPES.has(name) || CODES.has(name)) this.#code(value, name)
    if (MESSAGES.has(name)) {
      // What stands inside may have set it meanwhile.
      const said = this.#sentence(value, depth)
      found.message ??= said
    } else if (TITLES.has(name)) {
      const said = this.#sentence(value, depth)
      if (name === 'error') found.message ??= said
      // A title is the status in words; a detail says what happened.
      else if (this.title === undefined || name === 'detail') this.title = said
    } else if (name === 'raw') this.#sentence(value, depth)
    else if (this.#all && !ECHOES.has(name) && /\s|[^\x20-\x7e]/.test(value)) {
      const said = this.#sentence(value, depth)
      found.message ??= said
    }
  }

  /** The readable part; JSON inside of it is read like the rest. */
  #sentence(value: string, depth: number): string | undefined {
    const { sentences } = this.#found
    const start = value.indexOf('{')
    const inside = start === -1 || start > LONGEST_SENTENCE ? undefined : parsed(value.slice(start))
    if (inside !== undefined) {
      const before = sentences.length
      this.read(inside, depth + 1)
      if (sentences.length > before) return undefined
    }
    const said = value.slice(0, LONGEST_SENTENCE).trim()
    if (sentences.length < MOST_WORDS && !sentences.includes(said)) sentences.push(said)
    return said === '' ? undefined : said
  }

  #code(value: string, name: string): void {
    const found = this.#found
    // AWS writes its types with a namespace before a hash.
    const word = value.slice(value.lastIndexOf('#') + 1).slice(0, LONGEST_CODE)
    if (TYPES.has(name)) found.type ??= word
    else found.code ??= word
    if (found.codes.length < MOST_WORDS && !found.codes.includes(word)) found.codes.push(word)
  }

  #wait(name: string, value: unknown): void {
    const { waits } = this.#found
    const form = WAITS[name]
    if (form === undefined || waits.length >= MOST_WORDS) return
    if (typeof value === 'string' && value.length <= LONGEST_CODE) {
      const plain = /^\d{1,13}(?:\.\d{1,9})?$/.test(value)
      waits.push(plain && form !== 'text' ? { form, value: Number(value) } : { form: 'text', value })
    } else if (typeof value === 'number' && form !== 'text') waits.push({ form, value })
  }

  #headers(value: unknown): void {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return
    const fields = Object.entries(value)
      .slice(0, MOST_MEMBERS)
      .flatMap(([name, field]) =>
        typeof field === 'string' || typeof field === 'number'
          ? [[name.toLowerCase(), String(field).slice(0, LONGEST_CODE)] as const]
          : [],
      )
    this.#found.headers ??= Object.fromEntries(fields)
  }
}

/** An object from JSON that stands in a text, up to its last brace. */
function parsed(text: string): object | undefined {
  const end = text.lastIndexOf('}')
  if (end === -1) return undefined
  try {
    const value: unknown = JSON.parse(text.slice(0, end + 1))
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}
