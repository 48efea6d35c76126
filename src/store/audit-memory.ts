import { AuditError } from '../errors.js'
import { NO_LINES, nextLine, parseLine, type AuditTrail } from './audit.js'

/** A trail that is gone with the process; for tests and for trying things out. */
export function createMemoryAudit(): AuditTrail {
  let texts: readonly string[] = []
  let head = NO_LINES
  let isClosed = false
  return {
    append: async (entry) => {
      if (isClosed) throw new AuditError('the audit trail is closed')
      const next = nextLine(head, entry)
      texts = [...texts, next.text]
      head = next.head
      return Promise.resolve(head)
    },
    read: async function* () {
      yield* await Promise.resolve(texts)
    },
    eraseBefore: (time) => {
      const isYoung = (text: string) => Date.parse(parseLine(text)?.at ?? '') >= time.getTime()
      const from = texts.findIndex(isYoung)
      const erased = from === -1 ? Math.max(0, texts.length - 1) : from
      texts = texts.slice(erased)
      return Promise.resolve(erased)
    },
    close: () => {
      isClosed = true
      return Promise.resolve()
    },
  }
}
