import type { ReplyWriter } from '../replies/writer.ts'
import type { StageVendor } from '../wire/vendor.ts'
import type { WorldModel } from '../world/options.ts'
import { defineScenario } from './check.ts'
import type { Scenario } from './scenario.ts'

/** A model that is to play in a scenario, in order of priority. */
export interface CastModel {
  /** Whose API it speaks. */
  readonly vendor: StageVendor
  readonly model: string
  /** Models of one house share what befalls its vendor: its outage, its revoked key. @default vendor */
  readonly house?: string
  /** @default the scenario's, or a clean review */
  readonly replies?: ReplyWriter
}

/** How a scenario is cast. */
export interface CastOptions {
  /** Epoch milliseconds. */
  readonly startsAt: number
  /** Leave a scenario as it is whose steps name none but these models. @default false */
  readonly asNamed?: boolean
}

/** Which model of the scenario each model stands for; null for one that nothing happens to. */
type Parts = ReadonlyMap<string, string | null>

/**
 * The same outage with other models: what befell the first model befalls the first of these, and so on. A scenario that is about
 * these very models is left as it is, if its author named them on purpose (`asNamed`). Dates move along, so that it begins at
 * `startsAt` (epoch milliseconds).
 * @throws InvalidOptionError when the scenario is wrong, or no model is given
 */
export function castScenario(
  scenario: Scenario,
  cast: readonly CastModel[],
  { startsAt, asNamed = false }: CastOptions,
): Scenario {
  const models = cast.filter(({ model }, place) => cast.findIndex((other) => other.model === model) === place)
  const parts = partsOf(scenario, models, asNamed)
  const playing = (role: string): readonly string[] => [...parts].flatMap(([model, part]) => (part === role ? [model] : []))
  const unharmed = [...parts].flatMap(([model, part]) => (part === null ? [model] : []))
  const began = Date.parse(scenario.startsAt ?? '')
  const later = Number.isNaN(began) ? 0 : startsAt - began
  const { expect } = scenario
  return defineScenario({
    ...scenario,
    startsAt: new Date(startsAt).toISOString(),
    models: models.map((model) =>
      worldModel(
        model,
        scenario.models.find((own) => own.model === parts.get(model.model)),
        later,
      ),
    ),
    steps: scenario.steps.flatMap((step) =>
      step.model === '*' ? [step] : playing(step.model).map((model) => ({ ...step, model })),
    ),
    expect: {
      ...expect,
      ...(expect.servedBy && {
        servedBy: expect.servedBy.map((served) => ({
          ...served,
          // Nobody may serve while everybody is gone.
          models: served.models.length === 0 ? [] : [...served.models.flatMap(playing), ...unharmed],
        })),
      }),
      ...(expect.asked && { asked: expect.asked.flatMap((asked) => playing(asked.model).map((model) => ({ ...asked, model }))) }),
    },
  })
}

function partsOf({ models: own, steps }: Scenario, models: readonly CastModel[], asNamed: boolean): Parts {
  const names = new Set([...models.map(({ model }) => model), '*'])
  if (asNamed && steps.every(({ model }) => names.has(model)))
    return new Map(models.map(({ model }) => [model, own.some((each) => each.model === model) ? model : null]))
  const [lead] = own
  const siblings = own.slice(1).filter(({ vendor }) => vendor === lead?.vendor)
  const others = own.filter(({ vendor }) => vendor !== lead?.vendor)
  const houseOf = ({ house, vendor }: CastModel): string => house ?? vendor
  const taken = new Map<readonly WorldModel[], number>()
  /** The next one of a list; the last one as often as needed. */
  const next = (list: readonly WorldModel[]): string | null => {
    const place = taken.get(list) ?? 0
    taken.set(list, place + 1)
    return list[Math.min(place, list.length - 1)]?.model ?? null
  }
  return new Map(
    models.map((model, place) => [
      model.model,
      place === 0 ? (lead?.model ?? null) : next(models[0] && houseOf(model) === houseOf(models[0]) ? siblings : others),
    ]),
  )
}

function worldModel({ vendor, model, replies }: CastModel, part: WorldModel | undefined, later: number): WorldModel {
  const moved = (date: string): string => new Date(Date.parse(date) + later).toISOString()
  const { latencyMs = 500, retiresAt, releasedAt } = part ?? {}
  const written = replies ?? part?.replies
  return {
    vendor,
    model,
    latencyMs,
    ...(written && { replies: written }),
    ...(retiresAt !== undefined && { retiresAt: moved(retiresAt) }),
    ...(releasedAt !== undefined && { releasedAt: moved(releasedAt) }),
  }
}
