export { loopbackStage } from './stage.ts'
