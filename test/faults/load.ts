/** Patients who write without a pause, until the server is gone; and what each of them was told is kept. */
import { WireClosedError, wireTo } from '../support/wire.js'
import { openPatient, say, type Patient } from './talk.js'

export interface Witness {
  readonly patient: Patient
  /** Ids of the messages that were answered. */
  readonly acknowledged: readonly string[]
}

export interface Load {
  /** Resolves when the server has closed every connection. */
  readonly over: Promise<readonly Witness[]>
  /** How many messages are answered by now. */
  readonly answered: () => number
  /** Answers that came only in part. */
  readonly halfAnswers: () => number
  /** Statuses that were no 200, with how often each came. */
  readonly refused: Readonly<Record<string, number>>
}

/** A conversation shows its last hundred messages, so that nobody writes more into one. */
const MESSAGES_EACH = 90
const TEXTS = ['what is osteopenia?', 'how much calcium do I need?', 'thanks', 'is walking enough?']

export function startLoad(port: number, writers: number): Load {
  const witnesses: { patient: Patient; acknowledged: string[] }[] = []
  const refused: Record<string, number> = {}
  let halfAnswers = 0

  const writeOne = async (wire: ReturnType<typeof wireTo>): Promise<void> => {
    const witness = { patient: await openPatient(wire), acknowledged: [] as string[] }
    witnesses.push(witness)
    for (let n = 0; n < MESSAGES_EACH; n++) {
      const id = `m${n + 1}`
      const { status } = await say(wire, witness.patient, { id, text: TEXTS[n % 4] ?? '' })
      if (status === 200) witness.acknowledged.push(id)
      else refused[status] = (refused[status] ?? 0) + 1
    }
  }
  const writer = async (): Promise<void> => {
    for (;;) {
      const wire = wireTo(port)
      try {
        for (;;) await writeOne(wire)
      } catch (error) {
        if (!(error instanceof WireClosedError)) throw error
        if (error.isHalfRead) halfAnswers++
        // A server that stops closes after an answer; one that is gone takes no new connection.
        if (!(await isListening(port))) return
      }
    }
  }
  const over = Promise.all(Array.from({ length: writers }, writer)).then(() => witnesses)
  return {
    over,
    answered: () => witnesses.reduce((sum, { acknowledged }) => sum + acknowledged.length, 0),
    halfAnswers: () => halfAnswers,
    refused,
  }
}

async function isListening(port: number): Promise<boolean> {
  const wire = wireTo(port)
  wire.write('GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n')
  try {
    await wire.answer()
    return true
  } catch {
    return false
  } finally {
    wire.destroy()
  }
}
