import { defineConfig } from 'tsup'

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    anthropic: 'src/anthropic/index.ts',
    openai: 'src/openai/index.ts',
    'openai-compatible': 'src/openai-compatible/index.ts',
    google: 'src/google/index.ts',
    'google-legacy': 'src/google-legacy/index.ts',
    transport: 'src/transport/index.ts',
    adapter: 'src/adapter/index.ts',
  },
  format: 'esm',
  target: 'node22',
  sourcemap: true,
  clean: true,
  dts: false,
})
