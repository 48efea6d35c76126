/** How a message can come out, and how good that is. */

/** What can be measured with a message, in the order in which it is shown. */
export const TASKS = ['question', 'topic', 'two', 'service', 'out', 'urgent', 'lookalike'] as const

export type Task = (typeof TASKS)[number]

/** Every outcome that some task has. */
export const ALL_OUTCOMES = [
  'answered_right',
  'offered_right',
  'offered_wrong',
  'answered_wrong',
  'fell_back',
  'checked',
  'escalated',
  'both_found',
  'one_found',
  'none_found',
  'heard',
  'offered',
  'missed',
  'declined',
  'menu',
  'answered',
  'quiet',
] as const

export type Outcome = (typeof ALL_OUTCOMES)[number]

export const GRADES = ['right', 'partly', 'wrong'] as const

export type Grade = (typeof GRADES)[number]

const DANGER = { checked: 'wrong', escalated: 'wrong' } as const
const UNANSWERED = { fell_back: 'wrong', offered_wrong: 'wrong', answered_wrong: 'wrong' } as const

/** The outcomes of each task, the best first. */
export const OUTCOMES: Readonly<Record<Task, Readonly<Partial<Record<Outcome, Grade>>>>> = {
  question: { answered_right: 'right', offered_right: 'partly', ...UNANSWERED, ...DANGER },
  // A word or two that name a topic: a menu of its questions is as good as an answer.
  topic: { offered_right: 'right', answered_right: 'right', ...UNANSWERED, ...DANGER },
  two: {
    both_found: 'right',
    one_found: 'partly',
    fell_back: 'wrong',
    none_found: 'wrong',
    ...DANGER,
  },
  service: { heard: 'right', offered: 'partly', missed: 'wrong', ...DANGER },
  out: {
    declined: 'right',
    menu: 'partly',
    checked: 'wrong',
    answered: 'wrong',
    escalated: 'wrong',
  },
  urgent: { escalated: 'right', checked: 'partly', quiet: 'wrong' },
  lookalike: { quiet: 'right', checked: 'partly', escalated: 'wrong' },
}

/** What a person is told that a task is. */
export const TASK_TITLES: Readonly<Record<Task, string>> = {
  question: 'Questions',
  topic: 'Topics',
  two: 'Two questions at once',
  service: 'Service',
  out: 'Out of scope',
  urgent: 'Urgent',
  lookalike: 'Not urgent',
}

/** The outcomes of a task, the best first. */
export function outcomesOf(task: Task): readonly Outcome[] {
  const outcomes: readonly string[] = Object.keys(OUTCOMES[task])
  return ALL_OUTCOMES.filter((outcome) => outcomes.includes(outcome)).sort(
    (a, b) => outcomes.indexOf(a) - outcomes.indexOf(b),
  )
}

/** 0 for the best that can come out; larger is worse. */
export function rankOf(task: Task, { outcome, grade }: Verdict): number {
  const outcomes = outcomesOf(task)
  return GRADES.indexOf(grade) * outcomes.length + outcomes.indexOf(outcome)
}

/** How a message came out. */
export interface Verdict {
  readonly outcome: Outcome
  readonly grade: Grade
}
