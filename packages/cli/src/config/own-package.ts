import { registerHooks } from 'node:module'

/**
 * Lets a file import from `@understudy/cli` where no such package is installed, such as the operator's configuration in their home folder:
 * it gets this one. Gives a function that ends it.
 */
export function offerOwnPackage(): () => void {
  const own = import.meta.resolve('@understudy/cli')
  const hooks = registerHooks({
    resolve(specifier, context, nextResolve) {
      if (specifier !== '@understudy/cli') return nextResolve(specifier, context)
      try {
        return nextResolve(specifier, context)
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error
        return { url: own, shortCircuit: true }
      }
    },
  })
  return () => hooks.deregister()
}
