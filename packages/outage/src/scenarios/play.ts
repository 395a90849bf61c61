import type { Runtime } from '@understudy/spec'
import type { StageControls } from '../world/stage.ts'
import type { Scenario, ScenarioStep } from './scenario.ts'

/** Lets the steps of a scenario happen on a stage, on its runtime's clock. Gives a function that stops it. */
export function playScenario(
  scenario: Pick<Scenario, 'steps'>,
  stage: StageControls,
  runtime: Runtime,
  onNotice: (notice: { readonly model: string; readonly sentence: string }) => void = () => {},
): () => void {
  const cancels: (() => void)[] = []
  const happen = (step: ScenarioStep): void => {
    if (step.do === 'notice') return onNotice({ model: step.model, sentence: step.sentence })
    if (step.do === 'reinstate') return stage.reinstate(step.model, step.account === undefined ? {} : { account: step.account })
    if (step.do === 'withdraw') {
      const { atMs: _atMs, do: _do, model, ...withdrawal } = step
      return stage.withdraw(model, withdrawal)
    }
    const lift = stage.inject(step.model, { name: step.fault, ...step.settings }, step.when)
    if (step.forMs !== undefined) cancels.push(runtime.after(step.forMs, lift))
  }
  for (const step of scenario.steps) {
    if (step.atMs === 0) happen(step)
    else cancels.push(runtime.after(step.atMs, () => happen(step)))
  }
  return () => {
    for (const cancel of cancels) cancel()
  }
}
