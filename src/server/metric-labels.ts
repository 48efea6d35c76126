/** Keeps labels to closed lists: a metric lives for months, and goes to places where no patient's word may go. */
import { DELIVERY_WAYS } from '../store/handoff.js'
import type { LabelName } from './metric-table.js'
import { PROBLEM_CODES } from './problem.js'
import { STORE_OPERATIONS, STORE_OUTCOMES } from './watch-store.js'

/** What is not on its list. */
export const OTHER = 'other'

/** As many routes as the program may ever declare. */
const MAX_ROUTES = 100
const ROUTE = /^(?:unmatched|\/[A-Za-z0-9/:._-]{0,80})$/

const LISTS: Readonly<Partial<Record<LabelName, readonly string[]>>> = {
  channel: ['web', 'sms', 'console'],
  decision: ['escalate', 'answer', 'ask', 'clarify', 'act', 'handoff', 'fallback'],
  urgency: ['emergency', 'same_day', 'soon'],
  method: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
  status: ['1xx', '2xx', '3xx', '4xx', '5xx', 'aborted'],
  code: PROBLEM_CODES,
  operation: STORE_OPERATIONS,
  outcome: STORE_OUTCOMES,
  way: DELIVERY_WAYS,
}

/** States of what waits; programmes and requests have some in common. */
const STATES = [
  ...['due', 'sent', 'sending', 'accepted', 'delivered', 'failed', 'unknown', 'opted_out'],
  'unreadable',
]

export type LabelValues = Readonly<Partial<Record<LabelName, string>>>

/**
 * Makes what lets a label's value through, or puts `other` in its place.
 *
 * @param ours Lists that come with the content and the build, such as ids of red flags.
 */
export function createLabelGuard(
  ours: Readonly<Partial<Record<LabelName, readonly string[]>>>,
): (labels: LabelValues) => LabelValues {
  const lists = { ...LISTS, state: STATES, ...ours }
  const allowed = new Map(Object.entries(lists).map(([name, values]) => [name, new Set(values)]))
  const routes = new Set<string>()

  const valueOf = (name: string, value: string): string => {
    if (name !== 'route') return allowed.get(name)?.has(value) === true ? value : OTHER
    // Routes are declared in many places; they come from our own code alone.
    if (routes.has(value)) return value
    if (!ROUTE.test(value) || routes.size >= MAX_ROUTES) return OTHER
    routes.add(value)
    return value
  }

  return (labels) => {
    const given = Object.entries(labels)
    // Nearly always: then nothing is made anew, and a turn hardly notices.
    if (given.every(([name, value]) => valueOf(name, value) === value)) return labels
    return Object.fromEntries(given.map(([name, value]) => [name, valueOf(name, value)]))
  }
}
