/** Measures the server where METRICS_PORT is set, and serves what was measured. */
import type { OpsConfig } from '../config/ops.js'
import type { Content } from '../content/content.js'
import { isSignedOn, type SignedUntil } from '../content/signature.js'
import type { Store } from '../store/store.js'
import { buildInfo } from './build-info.js'
import type { Log } from './log.js'
import { UNMEASURED, type Measures } from './measures.js'
import type { SampleParts } from './sample.js'
import { watchStore } from './watch-store.js'

export interface Operations {
  readonly measures: Measures
  /** The store as it is, or one that is measured. */
  readonly watch: (store: Store) => Store
  /** Opens the private port; resolves to its address, or to undefined where nothing is measured. */
  readonly serve: (
    parts: Pick<SampleParts, 'store' | 'isStopping'>,
  ) => Promise<{ readonly url: string } | undefined>
  /** Ends all that `serve` has begun. */
  readonly stop: () => Promise<void>
}

export interface OperationsSetup {
  /** Folder of the project. */
  readonly root: string
  readonly ops: OpsConfig
  readonly content: Pick<Content, 'redFlagWording'> & { readonly signed: SignedUntil }
  /** Such as `2026-11-22`. */
  readonly today: () => string
  readonly log: Log
}

const UNMEASURED_SERVER: Operations = {
  measures: UNMEASURED,
  watch: (store) => store,
  serve: () => Promise.resolve(undefined),
  stop: () => Promise.resolve(),
}

export async function createOperations(setup: OperationsSetup): Promise<Operations> {
  const { root, ops, content, today, log } = setup
  if (ops.metrics === undefined) return UNMEASURED_SERVER
  const place = ops.metrics
  // Loaded only here: twelve megabytes that a server without numbers has no use for.
  const { createMetrics } = await import('./metrics.js')
  const { serveMetrics } = await import('./metrics-server.js')
  const { startSampling } = await import('./sample.js')
  const flags = Object.keys(content.redFlagWording.flags)
  const metrics = createMetrics({ ...buildInfo(root), flags })
  let stop = () => Promise.resolve()

  return {
    measures: metrics,
    watch: (store) => watchStore(store, metrics),
    serve: async (parts) => {
      const listening = await serveMetrics(metrics, place)
      const signedShare = () => signedRatio(content.signed, today())
      const clock = () => new Date()
      const endSampling = startSampling({ ...parts, metrics, signedShare, clock, log })
      stop = async () => {
        endSampling()
        metrics.stop()
        await listening.stop()
      }
      const host = place.host.includes(':') ? `[${place.host}]` : place.host
      return { url: `http://${host}:${listening.port}/metrics` }
    },
    stop: () => stop(),
  }
}

function signedRatio(signed: SignedUntil, day: string): number {
  const units = [...signed.keys()]
  return units.filter((unit) => isSignedOn(signed, unit, day)).length / Math.max(1, units.length)
}
