/** Patients who write through whichever server answers, and send a message again until it is answered. */
import { setTimeout as sleep } from 'node:timers/promises'

export interface Witness {
  readonly conversationId: string
  readonly token: string
  /** What was answered as kept, by the number of the reply. */
  readonly kept: ReadonlyMap<number, string>
}

export interface Patients {
  readonly answered: () => number
  /** Replies that said that nothing is kept, and refusals that said to come again. */
  readonly unkept: () => number
  readonly refused: () => number
  /** Lets each end the message that is under way; rejects when one of them was told what must not be. */
  readonly finish: () => Promise<readonly Witness[]>
}

const MESSAGES_EACH = 40
const PATIENCE_MS = 60_000
const PAUSE_MS = 50

interface Told {
  readonly status: number
  readonly json: {
    readonly conversationId?: string
    readonly token?: string
    readonly seq?: number
    readonly isKept?: boolean
  }
}

/** @param ports Of the servers that may be asked at this moment. */
export function startPatients(ports: () => readonly number[], writers: number): Patients {
  const witnesses: (Witness & { readonly kept: Map<number, string> })[] = []
  const counts = { answered: 0, unkept: 0, refused: 0 }
  let isOver = false

  /** Asks any server until one says yes or no. */
  const ask = async (path: string, body: object, token?: string): Promise<Told> => {
    const end = Date.now() + PATIENCE_MS
    while (Date.now() < end) {
      const open = ports()
      const port = open[Math.floor(Math.random() * open.length)]
      const told = port === undefined ? undefined : await post(`${port}`, path, { body, token })
      if (told !== undefined && told.status !== 503 && told.status !== 429) return told
      if (told !== undefined) counts.refused += 1
      await sleep(PAUSE_MS)
    }
    throw new Error(`nobody answered ${path} for ${PATIENCE_MS} ms`)
  }

  const writeOne = async (): Promise<void> => {
    const opened = await ask('', {})
    const { conversationId = '', token = '' } = opened.json
    if (opened.status !== 201) throw new Error(`not opened: ${opened.status}`)
    const kept = new Map<number, string>()
    witnesses.push({ conversationId, token, kept })
    for (let n = 1; n <= MESSAGES_EACH && !isOver; n += 1) {
      const id = `m${n}`
      const told = await ask(`/${conversationId}/messages`, { id, text: `is yoga ok? ${n}` }, token)
      // Opened while nothing could be kept: the others never heard of it.
      if (told.status === 404 && kept.size === 0) return
      if (told.status !== 200) throw new Error(`${id} was told ${told.status}`)
      counts.answered += 1
      if (told.json.isKept === false) counts.unkept += 1
      else kept.set(told.json.seq ?? 0, id)
    }
  }
  const writer = async () => {
    while (!isOver) await writeOne()
  }
  const all = Promise.all(Array.from({ length: writers }, writer))
  // Heard at the end; until then it is nobody's.
  all.catch(() => undefined)
  return {
    answered: () => counts.answered,
    unkept: () => counts.unkept,
    refused: () => counts.refused,
    finish: async () => {
      isOver = true
      await all
      return witnesses
    },
  }
}

interface Posted {
  readonly body: object
  readonly token: string | undefined
}

/** Undefined where the connection broke: whether it was heard nobody knows. */
async function post(
  port: string,
  path: string,
  { body, token }: Posted,
): Promise<Told | undefined> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/api/v1/conversations${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(20_000),
    })
    return { status: response.status, json: (await response.json()) as Told['json'] }
  } catch {
    return undefined
  }
}
