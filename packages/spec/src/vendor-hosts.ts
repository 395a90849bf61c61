/**
 * Hosts at which a vendor itself answers, whoever sends there. Each also means its subdomains: OpenAI has one per residency,
 * `eu.api.openai.com`. Gateways and clouds that serve models of several vendors are left out; an operator names those by endpoint.
 */
const HOSTS: Readonly<Record<string, string>> = Object.freeze({
  'api.openai.com': 'openai',
  'api.anthropic.com': 'anthropic',
  'generativelanguage.googleapis.com': 'google',
  'aiplatform.googleapis.com': 'google',
  'api.mistral.ai': 'mistral',
  'api.deepseek.com': 'deepseek',
  'api.x.ai': 'xai',
  'api.cohere.com': 'cohere',
  'api.cohere.ai': 'cohere',
  'api.groq.com': 'groq',
  'api.cerebras.ai': 'cerebras',
  'api.together.xyz': 'together',
  'api.fireworks.ai': 'fireworks',
  'api.perplexity.ai': 'perplexity',
  'api.moonshot.ai': 'moonshot',
  'api.moonshot.cn': 'moonshot',
  'api.minimax.io': 'minimax',
  'dashscope.aliyuncs.com': 'alibaba',
  'dashscope-intl.aliyuncs.com': 'alibaba',
  'open.bigmodel.cn': 'zhipu',
  'openrouter.ai': 'openrouter',
})

/** Vertex AI has a host per region, `europe-west4-aiplatform.googleapis.com`, under no common subdomain. */
const REGIONAL = '-aiplatform.googleapis.com'

/** The vendor that answers at an endpoint by itself, or null where that is not known: a gateway, a private host, this machine. */
export function vendorAtHost(endpoint: string): string | null {
  const host = URL.parse(endpoint)?.hostname.toLowerCase().replace(/\.$/, '')
  if (!host) return null
  if (host.endsWith(REGIONAL)) return 'google'
  for (const [known, vendor] of Object.entries(HOSTS)) if (host === known || host.endsWith(`.${known}`)) return vendor
  return null
}
