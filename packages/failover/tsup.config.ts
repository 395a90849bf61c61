import { defineConfig } from 'tsup'

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    sqlite: 'src/store/sqlite.ts',
    notice: 'src/notice/index.ts',
  },
  format: 'esm',
  target: 'node22',
  sourcemap: true,
  clean: true,
  dts: false,
})
