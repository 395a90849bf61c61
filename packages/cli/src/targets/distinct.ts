import type { TargetSetting } from '../settings/settings.ts'

/** The short id under which a target of the settings is known everywhere. */
export function settingId(target: string | TargetSetting): string {
  const text = typeof target === 'string' ? target : (target.id ?? target.target)
  return text.trim() === 'floor' ? 'floor/ast-grep' : text.trim()
}

/** The first target whose id an earlier one has; null when each has its own. */
export function repeatedId(
  targets: readonly (string | TargetSetting)[],
): { readonly index: number; readonly sentence: string } | null {
  const ids = targets.map(settingId)
  const index = ids.findIndex((id, place) => ids.indexOf(id) < place)
  if (index === -1) return null
  const id = ids[index] ?? ''
  return {
    index,
    sentence: `The id ${id} is taken by entry ${ids.indexOf(id) + 1} of the list already. To have one model twice, give one of them an id of its own, such as { "target": "${id}", "id": "second/${id.split('/').at(-1)}" }`,
  }
}
