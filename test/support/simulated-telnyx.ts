/** A Telnyx in this process: takes messages over its API, and posts signed webhooks. */
import { generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface TelnyxMessage {
  readonly id: string
  readonly to: string
  readonly text: string
  /** Where its reports are posted. */
  readonly webhookUrl: string
}

export type Next = 'take' | readonly [number, string]

export interface SimulatedTelnyx {
  readonly url: string
  /** Base64, as the portal shows it. */
  readonly publicKey: string
  readonly messages: readonly TelnyxMessage[]
  /** Answers the next requests with these statuses and codes, and takes nothing of them. */
  readonly next: (...refusals: readonly Next[]) => void
  /** Posts a patient's message; the same id is the same message again. Resolves to the status. */
  readonly receive: (message: {
    readonly from: string
    readonly text: string
    readonly id?: string
  }) => Promise<number>
  readonly report: (message: TelnyxMessage, status: string, code?: string) => Promise<number>
  readonly close: () => Promise<void>
}

/** @param deliverTo Where a webhook of this URL really goes. */
export async function startSimulatedTelnyx(
  apiKey: string,
  webhookUrl: string,
  deliverTo: (url: string) => string,
): Promise<SimulatedTelnyx> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const messages: TelnyxMessage[] = []
  const planned: Next[] = []

  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const answer = (status: number, body: object) =>
        response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))
      if (request.headers.authorization !== `Bearer ${apiKey}` || request.url !== '/v2/messages') {
        return answer(401, { errors: [{ code: '10009' }] })
      }
      const refusal = planned.shift() ?? 'take'
      if (refusal !== 'take') return answer(refusal[0], { errors: [{ code: refusal[1] }] })
      const sent = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, string>
      const { to = '', text = '', webhook_url: webhookUrl = '' } = sent
      const message = { id: randomUUID(), to, text, webhookUrl }
      messages.push(message)
      return answer(200, {
        data: { id: message.id, to: [{ phone_number: to, status: 'queued' }] },
      })
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  const post = async (url: string, data: object): Promise<number> => {
    const body = JSON.stringify({ data })
    const timestamp = String(Math.floor(Date.now() / 1000))
    const signature = sign(null, Buffer.from(`${timestamp}|${body}`), privateKey)
    const headers = {
      'content-type': 'application/json',
      'telnyx-timestamp': timestamp,
      'telnyx-signature-ed25519': signature.toString('base64'),
    }
    return (await fetch(deliverTo(url), { method: 'POST', headers, body })).status
  }

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64'),
    messages,
    next: (...more) => void planned.push(...more),
    receive: ({ from, text, id = randomUUID() }) =>
      post(webhookUrl, {
        event_type: 'message.received',
        payload: {
          ...{ id, text, from: { phone_number: from } },
          to: [{ phone_number: '+12125550100' }],
        },
      }),
    report: ({ id, to, webhookUrl: url }, status, code) =>
      post(url, {
        event_type: 'message.finalized',
        payload: {
          ...{ id, to: [{ phone_number: to, status }] },
          ...(code !== undefined && { errors: [{ code }] }),
        },
      }),
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
