export { loopbackStage, type LoopbackStage, type LoopbackStageOptions } from './stage.ts'
export { ADDRESS_TROUBLES, type AddressTrouble } from './trouble.ts'
