import type { RedFlagRule, RedFlagRules } from '../content/red-flag-schema.js'
import type { RedFlag, Slots } from '../types.js'
import { type Lexicon, compileLexicon, findConcepts } from './red-flag/concepts.js'
import { readContext } from './red-flag/context.js'
import { CONCEPTS_FROM_NUMBERS, readNumbers } from './red-flag/numbers.js'
import { type Message, matchesRule } from './red-flag/rule.js'
import { CONCEPTS_FROM_TIMING, readTiming } from './red-flag/timing.js'
import { type Breaks, compileBreaks, tokenize, withBreaks } from './tokens.js'

/** The red flag rules, ready to run. */
export interface RedFlagDetector {
  readonly file: RedFlagRules
  readonly lexicon: Lexicon
  readonly breaks: Breaks
  /** In the order of the file. */
  readonly rules: readonly RuleOfFlag[]
  /** Places of rules among them, by each concept that may be the sign of one. */
  readonly rulesBySign: ReadonlyMap<string, readonly number[]>
}

interface RuleOfFlag {
  readonly rule: RedFlagRule
  readonly flag: RedFlagRules['flags'][number]
}

/** What is known when a message comes in. */
export interface RedFlagInput {
  readonly utterance: string
  /** Facts told in earlier turns. */
  readonly slots: Slots
  /** ISO 8601. */
  readonly receivedAt: string
  /** The message before: a danger may be told in two. */
  readonly before?: string | undefined
  /** Nothing but "I don't think so" or "go back": the rules are enough for it. */
  readonly isBareReply?: boolean
}

/**
 * Prepares the rules, once at start.
 *
 * @throws {RangeError} where a rule names a concept that does not exist, or a concept names itself.
 */
export function compileRedFlags(file: RedFlagRules): RedFlagDetector {
  const given = [...CONCEPTS_FROM_NUMBERS, ...CONCEPTS_FROM_TIMING]
  const lexicon = compileLexicon({ ...file, given })
  const told = file.told.map(({ concept }) => concept)
  const known = new Set([...Object.keys(file.concepts), ...given, ...told])
  for (const { id, rules } of file.flags) {
    for (const name of rules.flatMap((rule) => [
      ...rule.all.flat(),
      ...rule.unless,
      ...rule.unlessAnywhere,
    ])) {
      if (!known.has(name)) throw new RangeError(`red flag ${id}: no concept is called ${name}`)
    }
  }
  const rules = file.flags.flatMap((flag) => flag.rules.map((rule) => ({ rule, flag })))
  return {
    file,
    lexicon,
    breaks: compileBreaks(file.breaks),
    rules,
    rulesBySign: indexBySign(rules),
  }
}

function indexBySign(rules: readonly RuleOfFlag[]): RedFlagDetector['rulesBySign'] {
  const bySign = new Map<string, number[]>()
  rules.forEach(({ rule }, place) => {
    for (const sign of new Set([rule.all[0] ?? []].flat())) {
      bySign.set(sign, [...(bySign.get(sign) ?? []), place])
    }
  })
  return bySign
}

/**
 * Finds every sign that the patient, or someone with them, may be in danger now; in the order in which
 * they are told: certain emergencies first, and what is only possible last. Linear in the length of the
 * utterance.
 *
 * Urgency `emergency` is not always a call to 911: `suicide_self_harm` without a variant keeps it, and its
 * text names the crisis line first.
 */
export function findRedFlags(detector: RedFlagDetector, input: RedFlagInput): readonly RedFlag[] {
  return judgeMessage(detector, readMessage(detector, input))
}

/** The same for a message that has been read. */
export function judgeMessage(detector: RedFlagDetector, message: Message): readonly RedFlag[] {
  const firstOfFlag = new Map<string, Ranked>()
  for (const { rule, flag } of rulesThatMayFit(detector, message)) {
    if (!matchesRule(rule, message)) continue
    const ranked = {
      priority: rule.priority ?? flag.priority,
      yieldsTo: flag.yieldsTo,
      flag: flagOf(rule, flag),
    }
    const first = firstOfFlag.get(flag.id)
    // Of two equally sure and urgent rules the one written first decides.
    if (first === undefined || byRank(ranked, first) < 0) firstOfFlag.set(flag.id, ranked)
  }
  const ranked = [...firstOfFlag.values()]
  const certain = ranked.flatMap(({ flag: { id, variant, certainty } }) =>
    certainty === 'certain' ? [id, `${id}.${variant ?? ''}`] : [],
  )
  return ranked
    .filter(({ yieldsTo }) => !yieldsTo.some((id) => certain.includes(id)))
    .sort(byRank)
    .map(({ flag }) => flag)
}

/** The rules whose sign is in the message or was told before, in the order of the file. */
function rulesThatMayFit(
  { rules, rulesBySign }: RedFlagDetector,
  { found, told }: Message,
): readonly RuleOfFlag[] {
  const places = new Set<number>()
  for (const name of [...found.keys(), ...told]) {
    for (const place of rulesBySign.get(name) ?? []) places.add(place)
  }
  return [...places].sort((a, b) => a - b).flatMap((place) => rules[place] ?? [])
}

function flagOf(rule: RedFlagRule, { id, urgency }: RedFlagRules['flags'][number]): RedFlag {
  const variant = rule.variant === undefined ? {} : { variant: rule.variant }
  return { id, ...variant, urgency: rule.urgency ?? urgency, certainty: rule.certainty }
}

/** Reads a message as the rules see it: its words, the concepts in them and their context. */
export function readMessage(detector: RedFlagDetector, input: RedFlagInput): Message {
  const tokens = withBreaks(tokenize(input.utterance), detector.breaks)
  const given = new Map([...readNumbers(tokens, input), ...readTiming(tokens, input.receivedAt)])
  const found = findConcepts(detector.lexicon, tokens, given)
  const context = readContext(tokens, found)
  const told = toldConcepts(detector.file.told, input.slots)
  return { tokens, found, told, context }
}

function toldConcepts(told: RedFlagRules['told'], slots: Slots): ReadonlySet<string> {
  const holds = ({ slot, is, min }: RedFlagRules['told'][number]): boolean => {
    const value = slots[slot]
    if (value === undefined) return false
    if (min !== undefined) return typeof value === 'number' && value >= min
    return (
      is === undefined ||
      ((typeof value === 'string' || typeof value === 'boolean') && is.includes(value))
    )
  }
  return new Set(told.filter(holds).map(({ concept }) => concept))
}

interface Ranked {
  readonly flag: RedFlag
  readonly priority: number
  /** Flags beside which this one goes without saying. */
  readonly yieldsTo: readonly string[]
}

function byRank(a: Ranked, b: Ranked): number {
  return rank(a.flag) - rank(b.flag) || (rank(a.flag) === 0 ? 0 : a.priority - b.priority)
}

/** Certain emergencies, then other certain flags, then possible ones. */
function rank({ urgency, certainty }: RedFlag): number {
  if (certainty === 'certain') return urgency === 'emergency' ? 0 : 1
  return urgency === 'emergency' ? 2 : 3
}
