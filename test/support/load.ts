/** Patients who write one message after the other over kept connections, and what became of each message. */
import { Agent, request } from 'node:http'

/** `gone`: no byte of an answer came, so the client knows that it must send again. */
export type Outcome = 'kept' | 'refused' | 'half' | 'gone'

export interface Talk {
  readonly conversationId: string
  readonly token: string
  /** Messages that were answered. */
  readonly kept: string[]
  /** When each of these was answered. */
  readonly keptAtMs: number[]
  readonly outcomes: Outcome[]
}

interface Sent {
  readonly outcome: Outcome
  readonly body: string
}

/** Sends one POST; never rejects. */
export function post(
  url: string,
  { agent, token, body }: { readonly agent: Agent; readonly token?: string; readonly body: object },
): Promise<Sent> {
  const headers = {
    'content-type': 'application/json',
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
  }
  return new Promise((resolve) => {
    let text = ''
    let isBegun = false
    const fail = () => resolve({ outcome: isBegun ? 'half' : 'gone', body: text })
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      isBegun = true
      response.on('data', (chunk: Buffer) => (text += chunk.toString()))
      response.on('aborted', fail)
      response.on('error', fail)
      response.on('end', () => {
        const isOk = response.statusCode === 200 || response.statusCode === 201
        resolve({ outcome: isOk ? 'kept' : 'refused', body: text })
      })
    })
    sent.on('error', fail)
    sent.end(JSON.stringify(body))
  })
}

/** Opens a conversation. */
export async function openTalk(url: string): Promise<Talk> {
  const agent = new Agent()
  const opened = await post(`${url}/api/v1/conversations`, { agent, body: {} })
  agent.destroy()
  const { conversationId, token } = JSON.parse(opened.body) as Talk
  return { conversationId, token, kept: [], keptAtMs: [], outcomes: [] }
}

/** Writes into it until told to stop, or until nobody answers any more. */
export async function keepTalking(url: string, talk: Talk, isOver: () => boolean): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const { conversationId, token } = talk
  const messages = `${url}/api/v1/conversations/${conversationId}/messages`
  for (let n = 1; !isOver(); n += 1) {
    const id = `m${n}`
    const { outcome } = await post(messages, { agent, token, body: { id, text: 'hello' } })
    talk.outcomes.push(outcome)
    if (outcome === 'kept') {
      talk.kept.push(id)
      talk.keptAtMs.push(Date.now())
    }
    if (outcome === 'gone') break
  }
  agent.destroy()
}

/** Ids of the messages that the server shows of a talk: the newest hundred. */
export async function historyOf(
  url: string,
  { conversationId, token }: Pick<Talk, 'conversationId' | 'token'>,
): Promise<readonly string[]> {
  const answer = await fetch(`${url}/api/v1/conversations/${conversationId}/messages`, {
    headers: { authorization: `Bearer ${token}` },
  })
  const { messages } = (await answer.json()) as { messages: readonly { messageId: string }[] }
  return messages.map(({ messageId }) => messageId)
}
