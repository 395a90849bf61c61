import { defineConfig } from 'tsup'

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    compare: 'src/compare/index.ts',
    qualify: 'src/qualify/index.ts',
    schema: 'src/schema/index.ts',
  },
  format: 'esm',
  target: 'node22',
  sourcemap: true,
  clean: true,
  dts: false,
})
