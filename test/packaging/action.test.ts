import { cp, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { runAction } from '../../packages/cli/test/ci/action.ts'
import { gitHubStandIn } from '../../packages/cli/test/ci/github-api.ts'
import { pullRequest } from '../../packages/cli/test/ci/workspace.ts'
import { root } from './tarballs.ts'

/** What no checkout has: installed, built or remembered things. */
const NOT_FETCHED = new Set(['node_modules', 'dist', '.git', '.turbo', '.understudy', 'results'])

/** How this machine reaches its registry, which a runner's environment would say as well. */
const REGISTRY =
  /^(?:npm_config_(?:registry|cafile|userconfig|globalconfig)|node_extra_ca_certs|ssl_cert_file|https?_proxy|no_proxy)$/i
const registry = Object.fromEntries(
  Object.entries(process.env).flatMap(([name, value]) => (REGISTRY.test(name) && value !== undefined ? [[name, value]] : [])),
)

describe('the action from a fresh checkout of this repository', () => {
  let checkout = ''
  beforeAll(async () => {
    checkout = await mkdtemp(join(tmpdir(), 'understudy-action-'))
    await cp(root, checkout, { recursive: true, filter: (path) => !NOT_FETCHED.has(basename(path)) })
  })

  it('installs with its own step and reviews with its own sources, unbuilt', async () => {
    await using api = await gitHubStandIn()
    using folder = pullRequest(
      { 'README.md': 'x\n', '.npmrc': 'registry=http://127.0.0.1:9/\n', 'package.json': '{"scripts":{"preinstall":"exit 1"}}' },
      {
        'run.js': "import { exec } from 'node:child_process'\nexport default (req) => exec('ls ' + req.query.dir)\n",
        'run.py': 'import os\nfrom flask import request\n\ndef run():\n    os.system("ls " + request.args["dir"])\n',
      },
    )
    const run = await runAction({ folder, api, actionPath: checkout, env: registry })
    expect(api.complaints).toEqual([])
    expect(run).toMatchObject({ code: 1, outputs: { 'served-by': 'ast-grep (2 files)', findings: '2' } })
    expect(api.comments[0]?.body).toContain('command-injection')
  })
})
