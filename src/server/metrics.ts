/** The only door to prom-client: numbers about the service, without a word of any patient. */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Conversation } from '../store/store.js'
import type { Measures } from './measures.js'
import { createLabelGuard, type LabelValues } from './metric-labels.js'
import { METRICS, SECONDS_BUCKETS, type MetricId, type MetricSpec } from './metric-table.js'
import type { SeenRequest } from './watch-requests.js'

export interface Built {
  readonly version: string
  /** Short hash of all content. */
  readonly content: string
  /** Ids of all red flags. */
  readonly flags: readonly string[]
}

/** One level of a gauge. */
export interface Level {
  readonly labels?: LabelValues
  readonly value: number
}

export interface Metrics extends Measures {
  /** Puts a gauge to these levels, and takes away those it had. */
  readonly level: (id: MetricId, levels: readonly Level[]) => void
  /** All of it, in Prometheus' text format. */
  readonly text: () => Promise<string>
  readonly contentType: string
  /** Ends what measures the process. */
  readonly stop: () => void
}

/** Adds, or sets, a value of one metric. */
type Tell = (value: number, labels: LabelValues) => void

export function createMetrics({ version, content, flags }: Built): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const guard = createLabelGuard({ flag: flags, version: [version], content: [content] })
  const tellers = new Map(
    Object.entries(METRICS).map(([id, spec]) => [id, register(spec, registry)]),
  )
  const tell = (id: MetricId, value: number, labels: LabelValues = {}): void =>
    tellers.get(id)?.tell(value, guard(labels))
  tell('build', 1, { version, content })

  return {
    thought: (ms) => tell('thought', ms / 1000),
    turn: (kept) => tellOfTurn(tell, kept),
    unkept: (decision) => tell('unkept', 1, { decision }),
    followUp: (state) => tell('followUpSteps', 1, { state }),
    request: (request) => tell('requests', request.durationMs / 1000, labelsOf(request)),
    problem: (code) => tell('problems', 1, { code }),
    stored: ({ operation, outcome, ms }) => tell('store', ms / 1000, { operation, outcome }),
    ready: (isReady) => tell('ready', isReady ? 1 : 0),
    level: (id, levels) => {
      tellers.get(id)?.reset()
      for (const { value, labels = {} } of levels) tell(id, value, labels)
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
    stop: () => registry.clear(),
  }
}

function register(
  { kind, name, help, labels }: MetricSpec,
  registry: Registry,
): { readonly tell: Tell; readonly reset: () => void } {
  const about = { name, help, labelNames: labels, registers: [registry] }
  switch (kind) {
    case 'counter': {
      const counter = new Counter(about)
      return { tell: (value, given) => counter.inc(given, value), reset: () => counter.reset() }
    }
    case 'gauge': {
      const gauge = new Gauge(about)
      return { tell: (value, given) => gauge.set(given, value), reset: () => gauge.reset() }
    }
    case 'histogram': {
      const histogram = new Histogram({ ...about, buckets: SECONDS_BUCKETS })
      return {
        tell: (value, given) => histogram.observe(given, value),
        reset: () => histogram.reset(),
      }
    }
  }
}

function tellOfTurn(
  tell: (id: MetricId, value: number, labels?: LabelValues) => void,
  { channel, exchanges }: Conversation,
): void {
  const exchange = exchanges.at(-1)
  if (exchange === undefined) return
  const { decision, reply } = exchange
  tell('turns', 1, { channel, decision })
  if (reply.urgency !== undefined) tell('urgent', 1, { urgency: reply.urgency })
  if (decision !== 'escalate') return
  for (const flag of flagsOf(reply.responseId)) tell('escalations', 1, { flag })
}

/** `escalate.hip_fracture_now.walking+leg_clot` names two flags, the first with its variant. */
function flagsOf(responseId: string): readonly string[] {
  return responseId
    .replace(/^escalate\./, '')
    .split('+')
    .map((name) => name.split('.')[0] ?? name)
}

function labelsOf({ method, route, status, isAborted }: SeenRequest): LabelValues {
  return { method, route, status: isAborted ? 'aborted' : `${Math.floor(status / 100)}xx` }
}
