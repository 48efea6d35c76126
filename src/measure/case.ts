/** A message whose right outcome is known. */
import type { Content } from '../content/content.js'
import type { Task } from './outcomes.js'
import { serviceOf } from './services.js'

/** A line of a file of messages, read and checked. */
export interface Line {
  readonly id: string
  readonly text: string
  readonly kind?: string | undefined
  /** Accepted intents by question, best first; `fallback` and `!flag` may stand among them. */
  readonly accept: readonly (readonly string[])[]
  /** A flag that must escalate, or with `!` may. */
  readonly flag?: string | undefined
  readonly urgent?: boolean | undefined
  readonly label?: string | undefined
}

export interface Case {
  readonly id: string
  readonly text: string
  readonly task: Task
  /** The kind, label or flag under which it is counted. */
  readonly row: string
  /** Accepted intents by question, best first. */
  readonly questions: readonly (readonly string[])[]
  /** To say that we cannot help is right too. */
  readonly mayFallBack: boolean
  /** Flags that may be raised, or must. */
  readonly mayRaise: readonly string[]
  /** The flag that must be raised. */
  readonly mustRaise?: string
  /** The label of a service message. */
  readonly service?: string
}

/** Among accepted intents: to fall back is right. */
const FALLBACK = 'fallback'
/** Before a flag that may be raised and need not. */
const MAY = '!'
const OUT_KIND = /^out$|_(?:near|far)$/

/** Says what is measured with a line; undefined when the line does not say what would be right. */
export function caseOf(line: Line): Case | undefined {
  const accepted = line.accept.flat()
  const flag = line.flag?.replace(MAY, '')
  const mustRaise = line.flag?.startsWith(MAY) === true ? undefined : flag
  const questions = line.accept
    .map((intents) => intents.filter((name) => name !== FALLBACK && !name.startsWith(MAY)))
    .filter(({ length }) => length > 0)
  const task = taskOf(line, mustRaise, questions.length)
  if (task === undefined) return undefined
  const marked = accepted.filter((name) => name.startsWith(MAY)).map((name) => name.slice(1))
  return {
    id: line.id,
    text: line.text,
    task,
    row: mustRaise ?? line.label ?? line.kind ?? task,
    questions,
    mayFallBack: accepted.includes(FALLBACK),
    mayRaise: [...new Set([...(flag === undefined ? [] : [flag]), ...marked])],
    ...(mustRaise !== undefined && { mustRaise }),
    ...(line.label !== undefined && { service: line.label }),
  }
}

function taskOf(line: Line, mustRaise: string | undefined, questions: number): Task | undefined {
  const { kind = '', label, urgent, accept } = line
  if (mustRaise !== undefined || urgent === true) return 'urgent'
  if (label !== undefined) return 'service'
  if (OUT_KIND.test(kind)) return 'out'
  if (questions > 1) return 'two'
  if (accept.flat().length > 0) return kind === 'topic' ? 'topic' : 'question'
  return urgent === false || line.flag !== undefined ? 'lookalike' : undefined
}

/** Lists the intents, flags and labels of cases that the content does not have, with how often each stands there. */
export function unknownIn(
  cases: readonly Case[],
  { intents, redFlagRules }: Pick<Content, 'intents' | 'redFlagRules'>,
): ReadonlyMap<string, number> {
  const flags = new Set(redFlagRules.flags.map(({ id }) => id))
  const counts = new Map<string, number>()
  const count = (name: string): unknown => counts.set(name, (counts.get(name) ?? 0) + 1)
  for (const { questions, mayRaise, service } of cases) {
    questions
      .flat()
      .filter((intent) => !intents.has(intent))
      .forEach(count)
    mayRaise.filter((flag) => !flags.has(flag)).forEach(count)
    if (service !== undefined && serviceOf(service, intents) === undefined) count(service)
  }
  return counts
}
