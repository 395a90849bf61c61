import type { Continuity, Policy } from '@understudy/failover'

type Subject = Continuity['subject']

/** Whose code is asked about: the class that was given, else every class that the policy tells apart, else one of whom nothing is known. */
export function subjectsOf(policy: Policy | undefined, given: string | undefined): readonly Subject[] {
  const named = given === undefined ? (policy?.rules ?? []).flatMap(({ repositoryClasses = [] }) => repositoryClasses) : [given]
  const classes = [...new Set(named)].filter((name) => !name.includes('*'))
  return classes.length === 0 ? [{}] : classes.map((repositoryClass) => ({ repositoryClass }))
}

const classesOf = (continuity: readonly Continuity[], task: string): readonly string[] => [
  ...new Set(continuity.flatMap((each) => (each.task === task ? (each.subject['repositoryClass'] ?? []) : []))),
]

/** Tasks in words, each with the classes of code that it concerns where that is not all of them. */
export function concernedTasks(concerned: readonly Continuity[], all: readonly Continuity[]): string {
  const tasks = [...new Set(concerned.map(({ task }) => task))]
  const words = tasks.map((task) => {
    const classes = classesOf(concerned, task)
    return classes.length === classesOf(all, task).length ? '' : ` (${classes.join(', ')})`
  })
  const [first = ''] = words
  const everyTask = tasks.length === new Set(all.map(({ task }) => task)).size && words.every((word) => word === first)
  return everyTask ? `every task${first}` : tasks.map((task, index) => `${task}${words[index]}`).join(', ')
}
