import { checkText, checkWord } from '@understudy/spec'
import { OPERATOR_SCOPES, type OperatorScope } from '../bar/bar.ts'
import type { Engine } from './engine.ts'
import type { Target } from './target.ts'
import type { Route } from './types.ts'

type OperatorActions = Pick<Route, 'withdraw' | 'reinstate' | 'openCircuit' | 'closeCircuit'>

/** What an operator may do by hand. Every id that a route does not know is refused with the nearest one it does. */
export function operatorActions(engine: Engine): OperatorActions {
  const each = (id: string, act: (target: Target) => void): void => {
    checkWord('id', id, [...new Set(engine.targets.map((target) => target.id))])
    for (const target of engine.targets) if (target.id === id) act(target)
    // What was waiting for this target may now go, or must go elsewhere.
    engine.line.pump()
  }
  return {
    withdraw(id, { reason, scope = 'model' }) {
      checkText('reason', reason)
      checkWord('scope', scope, OPERATOR_SCOPES)
      each(id, (target) => withdraw(engine, target, reason, scope))
    },
    reinstate(id, { scope = 'model' } = {}) {
      checkWord('scope', scope, OPERATOR_SCOPES)
      each(id, (target) => reinstate(engine, target, scope))
    },
    openCircuit: (id) => each(id, (target) => engine.board.circuit('target', target).open('an operator opened it')),
    closeCircuit: (id) =>
      each(id, (target) => {
        engine.board.close(target, 'an operator closed it')
        engine.suspects.clear(target.key, 'an operator closed its circuit')
      }),
  }
}

function withdraw(engine: Engine, target: Target, reason: string, scope: OperatorScope): void {
  const bar = engine.memory.barByOperator(target, reason, scope)
  if (!bar) return
  engine.journal?.record({ type: 'decision', decision: 'barred', target: target.id, why: bar.sentence })
  engine.bus.emit({ type: 'target-barred', target: target.id, by: 'operator', reason, sentence: bar.sentence })
}

function reinstate(engine: Engine, target: Target, scope: OperatorScope): void {
  const lifted = engine.memory.liftByOperator(target, scope)
  engine.board.close(target, 'an operator reinstated the target')
  engine.suspects.clear(target.key, 'an operator reinstated the target')
  if (!lifted) return
  const why = 'An operator reinstated it.'
  engine.journal?.record({ type: 'decision', decision: 'reinstated', target: target.id, why })
  engine.bus.emit({ type: 'target-reinstated', target: target.id, by: 'operator', why })
}
