import { checkWord } from '@understudy/spec'
import { guardNetwork } from './loopback-only.ts'

export interface NetworkOption {
  /** `loopback-only` refuses every connection of this process that would leave the machine, while the stage is open. @default 'loopback-only' */
  readonly network?: 'loopback-only' | 'open'
}

/** Closes the network as the option says. Gives a function that opens it again. */
export function holdNetwork({ network = 'loopback-only' }: NetworkOption, answered: readonly string[] = []): () => void {
  return checkWord('network', network, ['loopback-only', 'open']) === 'open' ? () => {} : guardNetwork(answered)
}
