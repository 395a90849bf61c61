/**
 * What gateways and clouds put before or behind a model's name. Sources: LiteLLM's provider prefixes and OpenRouter's, Hugging
 * Face's and Ollama's suffixes as their documentation lists them; Bedrock's inference profiles; Vertex' publisher paths.
 */

/** Ways to a model, not makers of one. */
const GATEWAYS = new Set(
  `ai_gateway aiml anyscale azure azure_ai azure_openai azureml baseten bedrock bedrock_converse @cf cerebras cloudflare
  clarifai converse custom_openai databricks deepinfra fireworks fireworks-ai fireworks_ai friendliai gateway gemini github github_models
  gradient_ai groq helicone hf hf.co hosted_vllm huggingface hyperbolic invoke_model ionet kluster lambda_ai litellm litellm_proxy
  lm_studio lmstudio local nebius novita nscale nvidia_nim oci ollama ollama_chat openai_like openrouter ovhcloud parasail perplexity
  poe portkey predibase replicate sagemaker sagemaker_chat sambanova sap scaleway snowflake text-completion-openai together
  together-ai together_ai vercel vercel_ai_gateway vertex vertex_ai vertex_ai_beta vllm volcengine watsonx xinference`.split(
    /\s+/,
  ),
)

/** One maker under several names. */
const MAKERS: Readonly<Record<string, string>> = {
  meta: 'meta-llama',
  metallama: 'meta-llama',
  mistral: 'mistralai',
  'mistral-ai': 'mistralai',
  'deepseek-ai': 'deepseek',
  alibaba: 'qwen',
  dashscope: 'qwen',
  'x-ai': 'xai',
  'z-ai': 'zai',
  'zai-org': 'zai',
  thudm: 'zai',
  moonshot: 'moonshotai',
  googleai: 'google',
  cohereforai: 'cohere',
  minimaxai: 'minimax',
}

/** Words behind a colon that say how a call is served or paid, or by whom, and not by which model. */
const ROUTES = new Set(
  `latest free nitro floor exacto online beta extended thinking batch default fastest cheapest preferred`.split(' '),
)

/** Bedrock writes region and maker in front of the name, each with a dot. */
const BEDROCK =
  /^(?:(?:us|eu|apac|jp|au|ca|sa|me|af|in|global|us-gov)\.)?(anthropic|amazon|meta|mistral|cohere|ai21|deepseek|qwen|openai|google|nvidia|writer|moonshot|moonshotai|minimax|zai|stability|twelvelabs)\./

/** A model's name without its way: who made it, if that is said, and how it may be spelled. */
export interface ModelName {
  readonly maker: readonly string[]
  /** Words between dashes; the first is the plainest. */
  readonly spellings: readonly string[]
}

/** Longer than any name that a vendor gives. */
const LONGEST_NAME = 200

/** Takes a name apart. */
export function modelName(given: string): ModelName {
  const path = withoutPath(given.slice(0, LONGEST_NAME).trim().toLowerCase())
  const segments = path.split('/').filter((segment) => segment !== '')
  while (segments.length > 1 && GATEWAYS.has(segments[0] ?? '')) segments.shift()
  const maker = segments.slice(0, -1).map(knownMaker)
  const bare = withoutRoute(segments.at(-1) ?? '')
  const bedrock = BEDROCK.exec(bare)?.[1]
  const name = bedrock === undefined ? bare : bare.replace(BEDROCK, '')
  return { maker: bedrock === undefined ? maker : [knownMaker(bedrock)], spellings: spellings(name) }
}

const knownMaker = (maker: string): string => MAKERS[maker] ?? maker

/** Resource names of clouds, and files of a local server: only what stands at their end is the name. */
function withoutPath(name: string): string {
  const cached = /\/models--([^/]+?)--([^/]+)(?:\/|$)/.exec(name)
  if (cached) return `${cached[1]}/${cached[2]}`
  const local = /^(?:\.{0,2}\/|[a-z]:\\)/.test(name)
  if (local) return (name.split(/[/\\]/).findLast((part) => part !== '') ?? '').replace(/\.gguf$/, '')
  const published = /(?:^|\/)publishers\/([^/]+)\/models\/(.+)$/.exec(name)
  if (published) return `${published[1]}/${published[2]}`
  return name
    .replace(/^arn:aws[\w-]*:(?:bedrock|sagemaker):.*\//, '')
    .replace(/^(?:accounts\/[^/]+\/)?models\//, '')
    .replace(/\.gguf$/, '')
}

/** Takes off what stands behind the last colon, if it names a way. */
function withoutRoute(name: string): string {
  const colon = name.lastIndexOf(':')
  if (colon < 1) return name
  const tag = name.slice(colon + 1)
  return ROUTES.has(tag) || GATEWAYS.has(tag) ? name.slice(0, colon) : name
}

function spellings(given: string): readonly string[] {
  const name = given
    .replace(/^databricks-/, '')
    .replace(/@(?:latest|default)$/, '')
    // Vertex parts the date by an at sign, and writes Anthropic's second release of a model in front of it.
    .replace(/(?:-v\d+)?@(?=\d)/, '-')
    .replace(/(\d)\.(?=\d)/g, '$1-')
    .replace(/^gpt-35-/, 'gpt-3-5-')
  // Bedrock counts releases: `-v1:0`. The first one is the model, and behind a date a count says no more than the date.
  const counted = /^(.+?)(-v(\d+)):\d+(?::\d+k)?$/.exec(name)
  const [, first = '', release = '', count] = counted ?? []
  const isFirst = count === '1' || /-\d{6,8}$/.test(first)
  const all = counted ? [...(isFirst ? [first] : []), first + release] : [name]
  return all.flatMap((one) => (one.startsWith('claude-') ? [claude(one)] : [one]))
}

/** Anthropic's names had the version before the tier, and some gateways still put it there. */
function claude(name: string): string {
  const words = name.split('-')
  const date = words.findIndex((word) => word === 'latest' || /^\d{6,}$/.test(word))
  const [head, tail] = date === -1 ? [words, []] : [words.slice(0, date), words.slice(date)]
  const isNumber = (word: string): boolean => /^\d+$/.test(word)
  const [letters, numbers] = [head.filter((word) => !isNumber(word)), head.filter(isNumber)]
  return [...letters, ...numbers, ...tail].join('-')
}
