export { mswStage, type MswStageOptions } from './stage.ts'
