/** One way to get one file reviewed. `review` does the whole of it: request, answer, check. */
export interface Client {
  readonly name: string
  readonly review: (prompt: Prompt) => Promise<number>
  readonly close?: () => Promise<void>
}

/** The same words for every client, as Understudy's own prompt writes them. */
export interface Prompt {
  readonly system: string
  readonly input: string
  readonly path: string
  readonly content: string
}

export interface Endpoint {
  readonly baseURL: string
  readonly apiKey: string
  readonly model: string
}
