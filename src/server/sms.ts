/** The routes that a provider of text messages calls, and the page behind the link below a text. */
import { isUtf8 } from 'node:buffer'
import { Router } from 'express'
import express from 'express'
import type { Request, RequestHandler } from 'express'
import type { RawRequest, SmsChannel, StatusUpdate } from '../channels/sms-channel.js'
import { RequestError } from '../errors.js'
import { onlyMethods } from './api.js'
import type { Log } from './log.js'
import type { SmsDesk } from './sms-desk.js'
import type { Linked } from './sms-link.js'
import type { SmsReplies } from './sms-replies.js'

export interface SmsDeps {
  readonly channels: readonly SmsChannel[]
  readonly desk: SmsDesk
  /** For providers that take no reply in the response. */
  readonly replies: SmsReplies
  /** Takes in what a provider tells of a text that we sent; absent where the clinic begins none. */
  readonly onStatus?: (update: StatusUpdate) => Promise<void>
  /** Where the link below a text leads. */
  readonly linkedBy: (linkId: string) => Linked | undefined
  readonly log: Log
}

interface RawParser {
  readonly raw: (options: {
    readonly type: () => boolean
    readonly limit: string
    readonly inflate: boolean
  }) => RequestHandler
}
// The bytes as they came: a provider signs them.
const readBytes = (express as RawParser).raw({ type: () => true, limit: '64kb', inflate: false })

/** Makes `POST /sms/<provider>`. */
export function smsRoutes(deps: SmsDeps): Router {
  const routes = Router()
  for (const channel of deps.channels) {
    routes
      .route(`/${channel.name}`)
      .post(readBytes, receive(deps, channel))
      .all(onlyMethods('POST'))
    routes
      .route(`/${channel.name}/status`)
      .post(readBytes, receive(deps, channel))
      .all(onlyMethods('POST'))
  }
  return routes
}

function receive({ desk, replies, onStatus, log }: SmsDeps, channel: SmsChannel): RequestHandler {
  return async (req, res) => {
    const request = rawOf(req)
    // Before anything is read of it: whoever cannot sign is nobody.
    if (!channel.verify(request)) {
      throw new RequestError('SIGNATURE_WRONG', 'the provider did not sign this')
    }
    const inbound = channel.parse(request)
    for (const update of channel.parseStatus(request)) {
      const { state, code } = update
      log.info({ channel: channel.name, state, code }, 'text message status')
      await onStatus?.(update)
    }
    const texts: string[] = []
    for (const message of inbound) {
      const answer = await desk.answer(message)
      if (channel.repliesInline !== false) texts.push(...answer)
      else await replies.send(channel, message, answer)
    }
    const { status, contentType, body } = channel.acknowledge(texts)
    res.status(status).type(contentType).send(body)
  }
}

function rawOf(req: Request): RawRequest {
  const bytes: unknown = req.body
  const body = Buffer.isBuffer(bytes) ? bytes : Buffer.alloc(0)
  if (!isUtf8(body)) throw new RequestError('BODY_INVALID', 'the body is not UTF-8')
  const headers = Object.fromEntries(
    Object.entries(req.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  )
  return { method: req.method, path: req.originalUrl, headers, body: body.toString('utf8') }
}
