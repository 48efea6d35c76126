/** What was heard in the folds, scored like messages of a file. */
import type { Content } from '../content/content.js'
import { OUT_OF_SCOPE } from '../nlu/classify.js'
import type { Decision, RedFlag } from '../types.js'
import { decideByConfidence } from './by-confidence.js'
import type { Case } from './case.js'
import type { FlagExample, HeardFlags, HeardIntents, IntentExample } from './folds.js'
import { score, type Played } from './score.js'

export interface IntentsHeard {
  readonly examples: readonly IntentExample[]
  readonly heard: readonly HeardIntents[]
}

/** Scores all examples, as written or with a typo, as the policy would decide by confidence alone. */
export function intentRun(
  { intents, responses }: Pick<Content, 'intents' | 'responses'>,
  { examples, heard }: IntentsHeard,
  spelling: 'plain' | 'misspelt',
): readonly Played[] {
  const byId = new Map(heard.map((one) => [one.id, one[spelling]]))
  return examples.map(({ id, text, misspelt, intent }) => {
    const ranked = byId.get(id) ?? []
    const isOurs = intent !== OUT_OF_SCOPE
    const asked: Case = {
      ...BLANK,
      id,
      text: spelling === 'plain' ? text : misspelt,
      task: isOurs ? 'question' : 'out',
      row: isOurs ? (intents.get(intent)?.kind ?? 'question') : OUT_OF_SCOPE,
      questions: isOurs ? [[intent]] : [],
    }
    const decision = decideByConfidence({ intents, responses }, ranked)
    return { asked, heard: ranked, decision, ...score(asked, { decision, acts: [] }, intents) }
  })
}

export interface FlagsHeard {
  readonly examples: readonly FlagExample[]
  readonly heard: readonly HeardFlags[]
}

/** Who listened for danger: the rules, the learned detector, or both as they serve patients. */
export type FlagEars = keyof Omit<HeardFlags, 'id'>

/** Scores what each of the ears raised in each message. */
export function flagRuns(
  { examples, heard }: FlagsHeard,
  intents: Content['intents'],
): Readonly<Record<FlagEars, readonly Played[]>> {
  const byId = new Map(heard.map((one) => [one.id, one]))
  const runOf = (ears: FlagEars): readonly Played[] =>
    examples.map((example) => {
      const asked = caseOfFlag(example)
      const decision = decideByFlags(byId.get(example.id)?.[ears] ?? [])
      return { asked, heard: [], decision, ...score(asked, { decision, acts: [] }, intents) }
    })
  return { rules: runOf('rules'), detector: runOf('detector'), together: runOf('together') }
}

function caseOfFlag({ id, text, role, flag }: FlagExample): Case {
  return role === 'positive'
    ? { ...BLANK, id, text, task: 'urgent', row: flag, mustRaise: flag, mayRaise: [flag] }
    : { ...BLANK, id, text, task: 'lookalike', row: role === 'ordinary' ? role : `like ${flag}` }
}

/** As `decide` does with danger: what is certain escalates, what is possible is asked about. */
function decideByFlags(flags: readonly RedFlag[]): Decision {
  const certain = flags.filter(({ certainty }) => certainty === 'certain')
  if (certain.length > 0) return { kind: 'escalate', flags: certain }
  const [flag] = flags
  return flag === undefined
    ? { kind: 'fallback', reason: 'unknown', candidates: [] }
    : { kind: 'ask', slot: 'safetyCheck', flag }
}

const BLANK = { questions: [], mayFallBack: false, mayRaise: [] } as const
