let known: { readonly fetch: typeof globalThis.fetch; readonly platform: boolean } | undefined

/**
 * Whether `globalThis.fetch` is Node's own. Node's wrapper names its bundled undici in its source; a patched one does
 * not. Should a later Node word it differently, calls go through the global: slower, never wrong.
 */
export function isPlatformFetch(): boolean {
  const { fetch } = globalThis
  if (known?.fetch !== fetch) known = { fetch, platform: /internal\/deps\/undici/.test(Function.prototype.toString.call(fetch)) }
  return known.platform
}
