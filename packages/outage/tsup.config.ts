import { defineConfig } from 'tsup'

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    loopback: 'src/loopback/index.ts',
    msw: 'src/msw/index.ts',
    vitest: 'src/vitest/index.ts',
    command: 'src/command/index.ts',
  },
  external: ['msw', 'vitest'],
  format: 'esm',
  target: 'node22',
  sourcemap: true,
  clean: true,
  dts: false,
})
