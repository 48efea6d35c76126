import type { RedFlagRule } from '../../content/red-flag-schema.js'
import { type Found, type Span, firstFrom } from './concepts.js'
import type { Context } from './context.js'
import type { Token } from '../tokens.js'

/** An utterance as the rules see it. */
export interface Message {
  readonly tokens: readonly Token[]
  readonly found: Found
  /** Concepts that were told in earlier turns, and so stand nowhere in this utterance. */
  readonly told: ReadonlySet<string>
  readonly context: Context
}

/** How many words may lie between the sign and what goes with it. */
const NEAR_TOKENS = 12

/**
 * Whether everything that the rule asks for is said, and nothing around it makes it harmless.
 * A denial counts for each group; past and question are judged at the sign, the first group.
 */
export function matchesRule(rule: RedFlagRule, message: Message): boolean {
  const { tokens, found, told } = message
  if (tokens.length > (rule.maxWords ?? Infinity)) return false
  if (rule.unlessAnywhere.some((name) => found.has(name))) return false
  const groups = rule.all.map((group) => (typeof group === 'string' ? [group] : group))
  const news = groups.filter((group) => !group.some((name) => told.has(name)))
  // Beside what was told before, the rest is enough; and all of it said anew is heard anew.
  return (
    isSaid(news, { rule, message }) ||
    (news.length < groups.length && isSaid(groups, { rule, message }))
  )
}

interface Judged {
  readonly rule: RedFlagRule
  readonly message: Message
}

/** Whether each of these groups stands in the message, together with the sign, which is the first. */
function isSaid(groups: readonly (readonly string[])[], judged: Judged): boolean {
  const { rule, message } = judged
  const [sign, ...others] = groups
  // Facts told earlier are no news: something in this utterance must be a sign.
  if (sign === undefined) return false
  if (groups.some((group) => !group.some((name) => message.found.has(name)))) return false
  return sign
    .flatMap((name) => message.found.get(name) ?? [])
    .some((span) => isCurrent(span, rule, message) && isComplete(span, others, judged))
}

function isCurrent(span: Span, rule: RedFlagRule, { context }: Message): boolean {
  if (!rule.even.includes('negated') && context.isNegated(span)) return false
  if (!rule.even.includes('past') && context.isPast(span)) return false
  return rule.even.includes('asked') || !context.isAsked(span)
}

function isComplete(
  sign: Span,
  others: readonly (readonly string[])[],
  { rule, message }: Judged,
): boolean {
  const { tokens, found, context } = message
  const sentence = scopeAround(sign, 'sentence', tokens)
  if (rule.unless.some((name) => stands(found.get(name), sentence))) return false
  const scope = scopeAround(sign, rule.in, tokens)
  const isCounted = rule.even.includes('negated') ? undefined : context.isAffirmed
  return others.every((group) =>
    group.some((name) => {
      const spans = found.get(name)
      return stands(isCounted === undefined ? spans : spans?.filter(isCounted), scope)
    }),
  )
}

function stands(spans: readonly Span[] | undefined, scope: Span): boolean {
  return (
    spans !== undefined && (spans[firstFrom(spans, scope.start)]?.start ?? Infinity) < scope.end
  )
}

/** The tokens in which what goes with a sign may stand. */
function scopeAround(sign: Span, scope: RedFlagRule['in'], tokens: readonly Token[]): Span {
  if (scope === 'message') return { start: 0, end: tokens.length }
  const unit = scope === 'clause' ? 'clause' : 'sentence'
  const bounds = groupBounds(tokens, sign.start, unit)
  if (scope !== 'near') return bounds
  return {
    start: Math.max(bounds.start, sign.start - NEAR_TOKENS),
    end: Math.min(bounds.end, sign.end + NEAR_TOKENS),
  }
}

/** First and last token of the clause or sentence around a token; their numbers only ever rise. */
function groupBounds(tokens: readonly Token[], at: number, unit: 'clause' | 'sentence'): Span {
  const group = tokens[at]?.[unit] ?? 0
  return { start: firstOfGroup(tokens, group, unit), end: firstOfGroup(tokens, group + 1, unit) }
}

function firstOfGroup(
  tokens: readonly Token[],
  group: number,
  unit: 'clause' | 'sentence',
): number {
  let low = 0
  let high = tokens.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((tokens[middle]?.[unit] ?? Infinity) < group) low = middle + 1
    else high = middle
  }
  return low
}
