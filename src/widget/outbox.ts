/** Sends messages one after the other, each until it is answered, always with its own id. */
import type { Message, Unsent } from './reply.js'

/** How a failed delivery goes on. */
export type Failure =
  /** Lies there until `flush` is called. */
  | { readonly kind: 'stop'; readonly code: string }
  /** Worth another try by itself. */
  | { readonly kind: 'wait'; readonly code: string; readonly ms: number }
  /** Will never be taken; those behind it go on. */
  | { readonly kind: 'refused'; readonly code: string }

export type OutboxEvent =
  | { readonly kind: 'sending'; readonly unsent: Unsent }
  | { readonly kind: 'answered'; readonly unsent: Unsent; readonly message: Message }
  | { readonly kind: 'failed' | 'refused'; readonly unsent: Unsent; readonly code: string }

export interface OutboxParts {
  readonly deliver: (unsent: Unsent) => Promise<Message>
  readonly failureOf: (error: unknown) => Failure
  readonly tell: (event: OutboxEvent) => void
  /** Keeps the list through a reload. */
  readonly keep: (list: readonly Unsent[]) => void
  readonly sleep: (ms: number) => Promise<void>
}

export interface Outbox {
  readonly waiting: () => readonly Unsent[]
  readonly add: (unsent: Unsent) => void
  /** Tries again from the oldest on; nothing while a try is under way. */
  readonly flush: () => Promise<void>
  /** Takes out what turned out to be answered. */
  readonly settle: (ids: ReadonlySet<string>) => void
  readonly clear: () => void
}

/** After so many tries the patient decides. */
const MAX_TRIES = 3

/** Makes an outbox that still holds these. */
export function createOutbox(parts: OutboxParts, kept: readonly Unsent[]): Outbox {
  const { deliver, failureOf, tell, keep, sleep } = parts
  let list = kept
  let isBusy = false

  const change = (next: readonly Unsent[]) => {
    list = next
    keep(list)
  }
  const without = (unsent: Unsent) => list.filter(({ id }) => id !== unsent.id)
  const holds = (unsent: Unsent) => list.some(({ id }) => id === unsent.id)

  /** Whether the next one may go. */
  const attempt = async (unsent: Unsent, tries: number): Promise<boolean> => {
    tell({ kind: 'sending', unsent })
    try {
      const message = await deliver(unsent)
      // It may have been cleared or settled meanwhile; then its reply is nobody's.
      if (!holds(unsent)) return true
      change(without(unsent))
      tell({ kind: 'answered', unsent, message })
      return true
    } catch (error) {
      if (!holds(unsent)) return true
      const failure = failureOf(error)
      const { code } = failure
      if (failure.kind === 'wait' && tries < MAX_TRIES) {
        await sleep(failure.ms)
        return holds(unsent) ? attempt(unsent, tries + 1) : true
      }
      if (failure.kind === 'refused') change(without(unsent))
      tell({ kind: failure.kind === 'refused' ? 'refused' : 'failed', unsent, code })
      return failure.kind === 'refused'
    }
  }

  const flush = async () => {
    if (isBusy) return
    isBusy = true
    try {
      let next = list[0]
      while (next !== undefined && (await attempt(next, 1))) next = list[0]
    } finally {
      isBusy = false
    }
  }

  return {
    waiting: () => list,
    add: (unsent) => change([...list, unsent]),
    flush,
    settle: (ids) => change(list.filter(({ id }) => !ids.has(id))),
    clear: () => change([]),
  }
}
