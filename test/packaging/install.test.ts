import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { freshProject, packAll, root, run } from './tarballs.ts'

const LIBRARY_USE = `
import { createReviewer } from '@understudy/sdk'
import { floor } from '@understudy/floor'

const reviewer = createReviewer({ targets: [floor()] })
const report = await reviewer.review({
  files: [{ path: 'run.js', content: "import { exec } from 'node:child_process'\\nexport default (req) => exec('ls ' + req.query.dir)\\n" }],
})
console.log(JSON.stringify({ status: report.status, families: report.findings.map((finding) => finding.family) }))
await reviewer.close()
`

const TYPED_USE = `
import { createReviewer, hasCode, type Report } from '@understudy/sdk'
import { anthropic, openai, google } from '@understudy/sdk'
import { floor } from '@understudy/floor'

export async function review(path: string, content: string): Promise<Report> {
  const reviewer = createReviewer({
    targets: [anthropic({ model: 'claude-opus-4-8' }), openai({ model: 'gpt-6' }), google({ model: 'gemini-3-pro' }), floor()],
  })
  try {
    const report = await reviewer.review({ files: [{ path, content }] }, { deadlineMs: 60_000, signal: AbortSignal.timeout(60_000) })
    for (const finding of report.findings) console.log(finding.family, finding.severity.level, finding.provenance.servedModel)
    return report
  } catch (error) {
    if (hasCode(error, 'route-exhausted')) console.error(error.attempts.length)
    throw error
  } finally {
    await reviewer.close()
  }
}
`

const STRICT = {
  compilerOptions: {
    target: 'es2023',
    lib: ['es2023'],
    module: 'nodenext',
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: false,
    noEmit: true,
    types: ['node'],
  },
  include: ['*.ts'],
}

describe('installed from the packed tarballs, outside the repository', () => {
  let project = ''

  beforeAll(async () => {
    project = await freshProject(await packAll(), ['@types/node@24.19.2'])
  })

  it('reviews from JavaScript, with no vendor SDK installed', async () => {
    await writeFile(join(project, 'use.js'), LIBRARY_USE)
    const { stdout } = await run('node', ['use.js'], { cwd: project })
    expect(JSON.parse(stdout)).toEqual({ status: 'degraded', families: ['command-injection'] })
  })

  it('type-checks in strict TypeScript without a DOM and without vendors’ types', async () => {
    await writeFile(join(project, 'use.ts'), TYPED_USE)
    await writeFile(join(project, 'tsconfig.json'), JSON.stringify(STRICT))
    await run(join(root, 'node_modules/.bin/tsc'), ['-p', 'tsconfig.json'], { cwd: project }).catch((error: { stdout: string }) =>
      expect.unreachable(error.stdout),
    )
  })

  it('runs the command, which says that its result is degraded', async () => {
    await mkdir(join(project, 'app'), { recursive: true })
    await writeFile(
      join(project, 'app/run.js'),
      "const { exec } = require('child_process')\nmodule.exports = (req) => exec('ls ' + req.query.dir)\n",
    )
    const env = { PATH: process.env['PATH'], HOME: project, NO_COLOR: '1' }
    const failure = await run('npx', ['--no-install', 'understudy', 'review', 'app', '--format', 'json'], {
      cwd: project,
      env,
    }).then(
      () => expect.unreachable('findings must not exit with 0'),
      (error: { code: number; stdout: string; stderr: string }) => error,
    )
    expect(failure.code).toBe(1)
    expect(JSON.parse(failure.stdout)).toMatchObject({ status: 'degraded', findings: [{ family: 'command-injection' }] })
    expect(failure.stderr).toMatch(/degraded/i)
  })

  it('names the package to install when a vendor’s SDK is missing', async () => {
    // The command brings the vendors' SDKs along as optional dependencies; an install may leave them out.
    await rm(join(project, 'node_modules/openai'), { recursive: true, force: true })
    const env = { PATH: process.env['PATH'], HOME: project, NO_COLOR: '1', OPENAI_API_KEY: 'sk-test-0123456789' }
    const failure = await run('npx', ['--no-install', 'understudy', 'review', 'app', '--targets', 'openai/gpt-6'], {
      cwd: project,
      env,
    }).then(
      () => expect.unreachable('it must not succeed'),
      (error: { code: number; stderr: string }) => error,
    )
    expect(failure.code).toBe(2)
    expect(failure.stderr).toContain('npm install openai')
  })
})
