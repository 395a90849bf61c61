import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'

const root = resolve(import.meta.dirname, '../..')
const read = (name: string): string => readFileSync(join(root, name), 'utf8')

interface Job {
  readonly permissions: Readonly<Record<string, string>>
  readonly steps: readonly { readonly uses?: string; readonly run?: string; readonly with?: Readonly<Record<string, unknown>> }[]
}

const page = read('docs/ci.md')
const action = parse(read('action.yml')) as { readonly inputs: object; readonly outputs: object }
const workflowText = read('integrations/github/understudy.yml')
const workflow = parse(workflowText) as {
  readonly on: object
  readonly permissions: object
  readonly jobs: Readonly<Record<string, Job>>
}
const jobs = Object.values(workflow.jobs)
const steps = jobs.flatMap((job) => job.steps)

describe('docs/ci.md', () => {
  it('names every input and output of the action', () => {
    const names = [...Object.keys(action.inputs), ...Object.keys(action.outputs)]
    expect(names.filter((name) => !page.includes(`\`${name}\``))).toEqual([])
  })

  it('names every variable of CI', () => {
    const variables = [...read('packages/cli/src/ci/request.ts').matchAll(/'UNDERSTUDY_CI_(\w+)'/g)].map(([, name = '']) => name)
    expect(variables.length).toBeGreaterThan(8)
    expect(variables.filter((name) => !page.includes(`\`${name}\``))).toEqual([])
  })

  it('links to pages that exist', () => {
    const links = [...page.matchAll(/\]\(((?:\.\.\/)?[\w./-]+\.(?:md|yml))\)/g)].map(([, link = '']) => link)
    expect(links.length).toBeGreaterThan(3)
    for (const link of links) expect(() => readFileSync(resolve(root, 'docs', link))).not.toThrow()
  })
})

describe('the workflow that users copy', () => {
  it('pins every action by its full commit, but for the one whose owner they fill in', () => {
    const uses = workflowText.split('\n').filter((line) => line.includes('uses:'))
    const loose = uses.filter((line) => !/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))
    expect(uses.length).toBeGreaterThan(2)
    expect(loose.map((line) => line.trim())).toEqual(['- uses: OWNER/understudy@COMMIT'])
  })

  it('uses only inputs that the action has', () => {
    const given = steps.find(({ uses }) => uses?.startsWith('OWNER/'))?.with ?? {}
    expect(Object.keys(given).length).toBeGreaterThan(2)
    expect(Object.keys(given).filter((name) => !(name in action.inputs))).toEqual([])
  })

  it('never gives secrets to a stranger’s code, and starts without any permission', () => {
    expect(Object.keys(workflow.on)).not.toContain('pull_request_target')
    expect(workflow.permissions).toEqual({})
    expect(jobs[0]?.permissions).toEqual({
      contents: 'read',
      checks: 'write',
      'pull-requests': 'write',
      'security-events': 'write',
    })
    expect(steps.filter(({ run }) => run !== undefined)).toEqual([])
  })

  it('fetches both parents of the merge', () => {
    const checkout = steps.find(({ uses }) => uses?.startsWith('actions/checkout@'))
    expect(checkout?.with).toMatchObject({ 'fetch-depth': 2, 'persist-credentials': false })
  })
})
