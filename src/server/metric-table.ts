/** Every metric of ours: what it is called, what it counts, and which labels it has. */

/** How much is told of a label: no value that is not listed here, or in the content, ever becomes one. */
export type LabelName =
  | 'channel'
  | 'decision'
  | 'urgency'
  | 'flag'
  | 'method'
  | 'route'
  | 'status'
  | 'code'
  | 'operation'
  | 'outcome'
  | 'way'
  | 'state'
  | 'version'
  | 'content'

export interface MetricSpec {
  readonly kind: 'counter' | 'gauge' | 'histogram'
  /** Ends with its unit, after Prometheus' custom. */
  readonly name: string
  readonly help: string
  readonly labels: readonly LabelName[]
}

/** Seconds: from the fastest thought to a client that has long gone away. */
export const SECONDS_BUCKETS = [
  0.000_05, 0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1,
  2.5, 5, 10,
]

export const METRICS = {
  turns: {
    kind: 'counter',
    name: 'bonewise_turns_total',
    help: 'Turns that were kept, by channel and kind of decision.',
    labels: ['channel', 'decision'],
  },
  unkept: {
    kind: 'counter',
    name: 'bonewise_unkept_turns_total',
    help: 'Turns that were answered and not kept, because the store could not be reached.',
    labels: ['decision'],
  },
  urgent: {
    kind: 'counter',
    name: 'bonewise_urgent_turns_total',
    help: 'Turns whose reply told of some urgency.',
    labels: ['urgency'],
  },
  escalations: {
    kind: 'counter',
    name: 'bonewise_escalations_total',
    help: 'Red flags that were escalated, by their id in the content.',
    labels: ['flag'],
  },
  thought: {
    kind: 'histogram',
    name: 'bonewise_thought_seconds',
    help: 'Time to hear, decide and word one turn; a text message that is weighed first counts, too.',
    labels: [],
  },
  requests: {
    kind: 'histogram',
    name: 'bonewise_http_request_seconds',
    help: 'Time from the head of a request to the end of its response, by declared route and class of status.',
    labels: ['method', 'route', 'status'],
  },
  problems: {
    kind: 'counter',
    name: 'bonewise_problems_total',
    help: 'Requests that ended in a problem, by its code; RATE_LIMITED is one of them.',
    labels: ['code'],
  },
  store: {
    kind: 'histogram',
    name: 'bonewise_store_seconds',
    help: 'Time of one operation on the store, by how it ended; changed means that another process was faster.',
    labels: ['operation', 'outcome'],
  },
  handoffsWaiting: {
    kind: 'gauge',
    name: 'bonewise_handoffs_waiting',
    help: 'Requests of patients that nobody has marked as done; at most 10000 are counted.',
    labels: [],
  },
  handoffOldest: {
    kind: 'gauge',
    name: 'bonewise_handoff_oldest_seconds',
    help: 'Age of the oldest request that waits; 0 while none does.',
    labels: [],
  },
  handoffDeliveries: {
    kind: 'gauge',
    name: 'bonewise_handoff_deliveries',
    help: 'Ways of waiting requests to the staff, by how far they have come.',
    labels: ['way', 'state'],
  },
  followUps: {
    kind: 'gauge',
    name: 'bonewise_follow_ups',
    help: 'Steps of programmes that are kept, by state; unreadable counts records.',
    labels: ['state'],
  },
  followUpSteps: {
    kind: 'counter',
    name: 'bonewise_follow_up_steps_total',
    help: 'Steps of programmes that came into a state: accepted, delivered, failed, unknown and so on.',
    labels: ['state'],
  },
  sampled: {
    kind: 'gauge',
    name: 'bonewise_sampled_timestamp_seconds',
    help: 'When the store was last looked through for the numbers of what waits.',
    labels: [],
  },
  ready: {
    kind: 'gauge',
    name: 'bonewise_ready',
    help: '1 while the store keeps what it is given, 0 while it does not or the server stops.',
    labels: [],
  },
  signed: {
    kind: 'gauge',
    name: 'bonewise_content_signed_ratio',
    help: 'Share of the wording that a clinician has signed and that is not overdue.',
    labels: [],
  },
  build: {
    kind: 'gauge',
    name: 'bonewise_build_info',
    help: '1; its labels say which program serves which content.',
    labels: ['version', 'content'],
  },
} as const satisfies Readonly<Record<string, MetricSpec>>

export type MetricId = keyof typeof METRICS
