/** What the parts of the server tell of themselves; metrics.ts makes numbers of it. */
import type { Conversation } from '../store/store.js'
import type { SeenRequest } from './watch-requests.js'
import type { StoreOperation, StoreOutcome } from './watch-store.js'

export interface Measures {
  /** @param ms How long one turn was thought about. */
  readonly thought: (ms: number) => void
  /** A conversation was kept with a turn more. */
  readonly turn: (kept: Conversation) => void
  /** A turn was answered and could not be kept. */
  readonly unkept: (decision: string) => void
  /** A step of a programme came into a state. */
  readonly followUp: (state: string) => void
  readonly request: (request: SeenRequest) => void
  /** @param code Of the problem that a request ended in. */
  readonly problem: (code: string) => void
  readonly stored: (done: {
    readonly operation: StoreOperation
    readonly outcome: StoreOutcome
    readonly ms: number
  }) => void
  readonly ready: (isReady: boolean) => void
}

const nothing = () => undefined

/** For a server that measures nothing. */
export const UNMEASURED: Measures = {
  thought: nothing,
  turn: nothing,
  unkept: nothing,
  followUp: nothing,
  request: nothing,
  problem: nothing,
  stored: nothing,
  ready: nothing,
}
