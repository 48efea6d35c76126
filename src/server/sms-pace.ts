/** How fast one number may text: more costs the clinic money, and helps nobody. */

export interface Pace {
  /** Counts a message of a number; true while it is within the limits. */
  readonly count: (key: string) => boolean
  /** True for the one message of a flood that is told of the limit, also when it comes again. */
  readonly isToTell: (key: string, messageId: string) => boolean
}

export interface PaceLimit {
  readonly messages: number
  readonly withinMs: number
}

const MINUTE_MS = 60_000
/** A patient who answers each question at once sends some ten in ten minutes. */
export const USUAL_PACE: readonly PaceLimit[] = [
  { messages: 30, withinMs: 10 * MINUTE_MS },
  { messages: 200, withinMs: 24 * 60 * MINUTE_MS },
]
/** Each holds some hundred bytes. */
const MAX_NUMBERS = 50_000

interface Flow {
  readonly windows: readonly { readonly fromMs: number; readonly count: number }[]
  readonly told?: string
}

/** In memory: after a start all begin anew, and each of several processes counts by itself. */
export function createPace(clock: () => Date, limits: readonly PaceLimit[] = USUAL_PACE): Pace {
  const flows = new Map<string, Flow>()
  const keep = (key: string, flow: Flow) => {
    flows.delete(key)
    flows.set(key, flow)
    const [longest] = flows.keys()
    if (flows.size > MAX_NUMBERS && longest !== undefined) flows.delete(longest)
  }
  return {
    count: (key) => {
      const nowMs = clock().getTime()
      const before = flows.get(key)
      const windows = limits.map(({ withinMs }, index) => {
        const known = before?.windows[index]
        const ageMs = nowMs - (known?.fromMs ?? -Infinity)
        const isOver = ageMs >= withinMs || ageMs < 0
        return known === undefined || isOver
          ? { fromMs: nowMs, count: 1 }
          : { ...known, count: known.count + 1 }
      })
      const isWithin = windows.every(({ count }, index) => count <= (limits[index]?.messages ?? 0))
      keep(key, {
        windows,
        ...(!isWithin && before?.told !== undefined && { told: before.told }),
      })
      return isWithin
    },
    isToTell: (key, messageId) => {
      const flow = flows.get(key)
      if (flow === undefined) return false
      if (flow.told === undefined) flows.set(key, { ...flow, told: messageId })
      return (flow.told ?? messageId) === messageId
    },
  }
}
