export { configJsonSchema, defineConfig, type UnderstudyConfig } from './config/schema.ts'
export { runCommand, runProcess } from './main.ts'
export { EXIT } from './shell/exit-code.ts'
export type { Shell, TextSink } from './shell/shell.ts'
