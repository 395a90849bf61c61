export { seededRandom } from './random.ts'
export { type VirtualFiles, virtualFiles } from './files.ts'
export { type VirtualOptions, type VirtualRuntime, virtualRuntime } from './runtime.ts'
