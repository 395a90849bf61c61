import { createTarget } from '@understudy/sdk'
import { hasCode, type ModelAdapter, refuseOption, type Runtime, UnderstudyError } from '@understudy/spec'
import { type Addresses, addressVariable } from './addresses.ts'
import { type TargetName, targetId } from './parse.ts'

/** Makes the adapters, in order. @throws UnderstudyError `invalid-option` that names the target */
export async function createTargets(
  names: readonly TargetName[],
  addresses: Addresses,
  runtime: Runtime,
): Promise<readonly ModelAdapter[]> {
  return Promise.all(
    names.map(async (name) => {
      try {
        return await createOne(name, addresses, runtime)
      } catch (error) {
        if (!hasCode(error, 'invalid-option')) throw error
        throw new UnderstudyError('invalid-option', `${targetId(name)}: ${error.message}`, { cause: error })
      }
    }),
  )
}

async function createOne({ vendor, model }: TargetName, addresses: Addresses, runtime: Runtime): Promise<ModelAdapter> {
  // The floor brings a native parser along; a review by models alone should not wait for it.
  if (vendor === 'floor') return (await import('@understudy/floor')).floor()
  const baseURL = addresses[vendor]
  if (vendor === 'openai-compatible' && baseURL === undefined)
    refuseOption('baseURL', `given with --base-url-openai-compatible or ${addressVariable(vendor)}`, undefined)
  return createTarget({ vendor, model, runtime, ...(baseURL !== undefined && { baseURL }) })
}
