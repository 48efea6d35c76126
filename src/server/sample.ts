/** Looks through the store from time to time, for the numbers of what waits in it. */
import { performance } from 'node:perf_hooks'
import type { HandoffRequest } from '../store/handoff.js'
import type { Store } from '../store/store.js'
import { logFailure, type Log } from './log.js'
import type { LabelName } from './metric-table.js'
import type { Level, Metrics } from './metrics.js'

export interface SampleParts {
  /** Not the watched one: looking must not count as use. */
  readonly store: Pick<Store, 'listHandoffs' | 'enrolments' | 'probe'>
  readonly metrics: Pick<Metrics, 'level' | 'ready'>
  /** Share of the wording that is signed today, 0…1. */
  readonly signedShare: () => number
  readonly isStopping: () => boolean
  readonly clock: () => Date
  readonly log: Log
}

/** Enough to see that far too many wait. */
const MAX_WAITING = 10_000
const LEAST_WAIT_MS = 60_000
/** Looking takes at most one part in so many of the time. */
const REST_PER_LOOK = 50

/** Looks now and then on, until it is stopped; never fails. @returns What stops it. */
export function startSampling(parts: SampleParts): () => void {
  let timer: NodeJS.Timeout | undefined
  let isOver = false
  const look = async (): Promise<void> => {
    const startMs = performance.now()
    await sample(parts)
    const waitMs = Math.max(LEAST_WAIT_MS, (performance.now() - startMs) * REST_PER_LOOK)
    if (!isOver) timer = setTimeout(() => void look(), waitMs).unref()
  }
  void look()
  return () => {
    isOver = true
    clearTimeout(timer)
  }
}

/** Looks once. */
export async function sample(parts: SampleParts): Promise<void> {
  const { store, metrics, signedShare, isStopping, clock, log } = parts
  metrics.level('signed', [{ value: signedShare() }])
  try {
    await store.probe()
    metrics.ready(!isStopping())
    const now = clock().getTime()
    tellOfRequests(metrics, await store.listHandoffs({ state: 'new', limit: MAX_WAITING }), now)
    metrics.level('followUps', await followUps(store))
    metrics.level('sampled', [{ value: now / 1000 }])
  } catch (error) {
    metrics.ready(false)
    logFailure(log, error, 'the store could not be looked through')
  }
}

function tellOfRequests(
  metrics: Pick<Metrics, 'level'>,
  waiting: readonly HandoffRequest[],
  nowMs: number,
): void {
  const [oldest] = waiting
  const ageMs = oldest === undefined ? 0 : Math.max(0, nowMs - Date.parse(oldest.createdAt))
  metrics.level('handoffsWaiting', [{ value: waiting.length }])
  metrics.level('handoffOldest', [{ value: ageMs / 1000 }])
  const deliveries = waiting.flatMap((request) => request.deliveries)
  metrics.level(
    'handoffDeliveries',
    countBy(deliveries.map(({ by: way, state }) => ({ way, state }))),
  )
}

async function followUps({ enrolments }: Pick<Store, 'enrolments'>): Promise<readonly Level[]> {
  const states: { readonly state: string }[] = []
  for (const key of await enrolments.keys()) {
    try {
      const record = await enrolments.read(key)
      states.push(...Object.values(record?.outbox ?? {}).map(({ state }) => ({ state })))
    } catch {
      // The run that sends reports it; here it is only counted.
      states.push({ state: 'unreadable' })
    }
  }
  return countBy(states)
}

function countBy(all: readonly Readonly<Partial<Record<LabelName, string>>>[]): readonly Level[] {
  const counts = new Map<string, { labels: (typeof all)[number]; value: number }>()
  for (const labels of all) {
    const key = Object.values(labels).join(' ')
    const count = counts.get(key) ?? { labels, value: 0 }
    count.value += 1
    counts.set(key, count)
  }
  return [...counts.values()]
}
