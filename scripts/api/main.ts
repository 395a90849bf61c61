/**
 * Writes the API reference as HTML into `api/`: `npm run api`. It is made from the code at any time, so it is not committed.
 * Exits with 1 on any warning, and when a signature has a type that no entry point gives.
 */
import { join } from 'node:path'
import { Application } from 'typedoc'
import { entryPoints, ROOT } from './public.ts'
import { hiddenTypes } from './hidden-types.ts'

const entries = entryPoints()
const names = new Map(entries.map(({ name, source }) => [join(ROOT, source), name]))

const app = await Application.bootstrap({
  name: 'Understudy',
  entryPoints: entries.map(({ source }) => join(ROOT, source)),
  tsconfig: join(ROOT, 'tsconfig.json'),
  out: join(ROOT, 'api'),
  readme: 'none',
  // `npm run types` does that, in a fraction of the time.
  skipErrorChecking: true,
  excludeExternals: true,
  disableSources: true,
  validation: { notExported: false, invalidLink: true, notDocumented: false, rewrittenLink: true, unusedMergeModuleWith: true },
})
const project = await app.convert()
if (project) {
  // Modules as users import them, rather than by their place in the repository.
  for (const module of project.children ?? [])
    module.name = names.get(project.getSymbolIdFromReflection(module)?.fileName ?? '') ?? module.name
  for (const sentence of hiddenTypes(project)) app.logger.warn(sentence)
  app.validate(project)
  await app.generateOutputs(project)
}
if (!project || app.logger.hasWarnings() || app.logger.hasErrors()) process.exitCode = 1
