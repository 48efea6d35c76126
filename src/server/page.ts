/** The plain page: the whole bot without a script, by forms and redirects. */
import { createHash, randomUUID } from 'node:crypto'
import { Router } from 'express'
import type { Request, RequestHandler, Response } from 'express'
import { z } from 'zod'
import type { ReviewedShare } from '../content/signature.js'
import { ConversationNotFoundError } from '../errors.js'
import { feedbackBody, messageBody, opaqueId } from './api-schema.js'
import { onlyMethods } from './api.js'
import type { ApiDeps } from './api.js'
import { sameOriginOnly } from './guard.js'
import { cardView } from './page-card.js'
import { clearCookie, readCookie, setCookie } from './page-cookie.js'
import { css, cssPath } from './page-css.js'
import { pageHtml } from './page-layout.js'
import type { View } from './page-layout.js'
import { sourceGoneView, sourceView } from './page-source.js'
import { greetingView, transcriptView, troubleView } from './page-view.js'
import { parse, readForm } from './parse.js'
import type { Caller } from './parse.js'
import { failureOf } from './problem.js'
import type { Linked } from './sms-link.js'

export interface PageDeps extends ApiDeps {
  /** How much of all wording a clinician's signature stands under today. */
  readonly reviewedShare: () => ReviewedShare
  /** Questions offered before the first one is asked. */
  readonly examples: readonly string[]
  /** Where the links below text messages lead; undefined where the clinic answers none. */
  readonly linkedBy: ((linkId: string) => Linked | undefined) | undefined
}

const pageFeedbackBody = z.strictObject({
  seq: z
    .string()
    .regex(/^\d{1,9}$/, 'must be a whole number')
    .transform(Number),
  isHelpful: z.enum(['yes', 'no']),
  reason: feedbackBody.shape.reason,
})

const questionBody = z.strictObject({ message: messageBody.shape.text, formId: opaqueId })

/** Makes the routes of the page: `/`, `/card`, `/feedback`, `/forget` and its style sheet. */
export function pageRoutes(deps: PageDeps): Router {
  const routes = Router()
  const form = [sameOriginOnly(deps.config), ...readForm]
  routes
    .route('/')
    .get(showPage(deps))
    .post(...form, ask(deps))
    .all(onlyMethods('GET, HEAD, POST'))
  routes.route('/card').get(showCard(deps)).all(onlyMethods('GET, HEAD'))
  routes
    .route('/feedback')
    .post(...form, takeFeedback(deps))
    .all(onlyMethods('POST'))
  routes
    .route('/forget')
    .post(...form, forget(deps))
    .all(onlyMethods('POST'))
  routes.route('/s/:id').get(showSources(deps)).all(onlyMethods('GET, HEAD'))
  routes.get(new URL(cssPath, 'http://localhost').pathname, (_req, res) => {
    res.set('Cache-Control', 'public, max-age=31536000, immutable').type('css').send(css)
  })
  return routes
}

/** Whether a failure of this request is shown as a page, not as JSON. */
export function isPage(req: Request): boolean {
  return ['/', '/card', '/feedback', '/forget'].includes(req.path)
}

/** Answers a failed request with a kind page that keeps what the patient typed. */
export function sendTrouble(deps: PageDeps, res: Response, error: unknown): void {
  const { problem, headers } = failureOf(error)
  const body = res.req.body as Readonly<Record<string, unknown>> | undefined
  const typed = typeof body?.['message'] === 'string' ? body['message'] : ''
  // The same id again: had the message been kept after all, asking again would ask it once.
  const formId = opaqueId.safeParse(body?.['formId']).data ?? randomUUID()
  const { status } = problem
  const { clinic } = deps.config
  const isErasing = res.req.path === '/forget'
  res.status(status).set(headers)
  send(deps, res, troubleView({ status, clinic, form: { formId, typed }, isErasing }))
}

function send({ config }: PageDeps, res: Response, view: View): void {
  res.type('html').send(pageHtml({ clinic: config.clinic }, view))
}

function showPage(deps: PageDeps): RequestHandler {
  const { config, conversations, sources, examples, reviewedShare } = deps
  return async (req, res) => {
    const caller = readCookie(req)
    const formId = randomUUID()
    const exchanges = caller && (await known(conversations.history({ ...caller, afterSeq: 0 })))
    if (caller && exchanges === undefined) clearCookie(res, config)
    if (exchanges !== undefined && exchanges.length > 0) {
      const thanked = req.query['thanked'] !== undefined
      return send(deps, res, transcriptView({ exchanges, sources, formId, thanked }))
    }
    const isErased = caller === undefined && req.query['erased'] !== undefined
    const greeting = { clinic: config.clinic, examples, formId, isErased }
    send(deps, res, greetingView({ ...greeting, reviewed: reviewedShare() }))
  }
}

/** The newest card of the conversation; without one, back to the conversation. */
function showCard(deps: PageDeps): RequestHandler {
  return async (req, res) => {
    const caller = readCookie(req)
    const history = caller && deps.conversations.history({ ...caller, afterSeq: 0 })
    const exchanges = (history && (await known(history))) ?? []
    const card = exchanges.findLast(({ reply }) => reply.card !== undefined)?.reply.card
    if (card === undefined) return res.redirect(303, '/')
    send(deps, res, cardView(card, deps.config.clinic))
  }
}

/** The answer behind a link below a text message. */
function showSources(deps: PageDeps): RequestHandler {
  const { conversations, linkedBy, sources, config } = deps
  return async (req, res) => {
    const id = opaqueId.safeParse(req.params['id'])
    const link = id.success ? linkedBy?.(id.data) : undefined
    const exchange = link && (await conversations.exchangeAt(link.conversationId, link.seq))
    if (exchange === undefined) {
      res.status(404)
      return send(deps, res, sourceGoneView(config.clinic))
    }
    send(deps, res, sourceView(exchange, sources))
  }
}

function ask(deps: PageDeps): RequestHandler {
  const { config, conversations, limits, sources } = deps
  const openOnce = onceForEachForm(() => conversations.open('web'))
  return async (req, res) => {
    const { message: typed, formId } = parse(questionBody, req.body)
    // Forms send line breaks as CR LF.
    const text = typed.replaceAll('\r\n', '\n')
    const deliver = async (caller: Caller) => {
      await limits.countMessage(caller)
      // Of the text too: chips and the box share an id, and going back to ask another thing is no repeat.
      const messageId = createHash('sha256').update(`${formId} ${text}`).digest('base64url')
      return conversations.receive({ ...caller, messageId, text })
    }
    const caller = readCookie(req)
    let answer = caller && (await known(deliver(caller)))
    if (answer === undefined) {
      const fresh = await openOnce(formId)
      setCookie(res, fresh, config)
      answer = await deliver(fresh)
    }
    if (answer.isKept !== false) return res.redirect(303, '/#latest')
    // There is nothing to go back to: what is not kept is shown now or never.
    const view = { exchanges: [answer], sources, formId: randomUUID(), thanked: false }
    send(deps, res, transcriptView(view))
  }
}

function takeFeedback({ conversations }: PageDeps): RequestHandler {
  return async (req, res) => {
    const { seq, isHelpful, reason } = parse(pageFeedbackBody, req.body)
    const caller = readCookie(req)
    const isYes = isHelpful === 'yes'
    const kept = caller && {
      ...caller,
      seq,
      isHelpful: isYes,
      ...(!isYes && reason !== undefined && { reason }),
    }
    if (kept !== undefined) await known(conversations.giveFeedback(kept))
    res.redirect(303, '/?thanked#latest')
  }
}

function forget({ config, conversations }: PageDeps): RequestHandler {
  return async (req, res) => {
    const caller = readCookie(req)
    if (caller !== undefined) await known(conversations.forget(caller))
    clearCookie(res, config)
    res.redirect(303, '/?erased')
  }
}

/** Waits for the result; `undefined` when there is no such conversation any more. */
async function known<T>(result: Promise<T>): Promise<T | undefined> {
  try {
    return await result
  } catch (error) {
    if (error instanceof ConversationNotFoundError) return undefined
    throw error
  }
}

/**
 * Opens one conversation for one form, however often it is sent in the next half minute.
 *
 * Without this, a double press of the first question would leave a second conversation that its
 * owner can neither see nor erase.
 */
function onceForEachForm(open: () => Promise<Caller>): (formId: string) => Promise<Caller> {
  const opened = new Map<string, Promise<Caller>>()
  return (formId) => {
    const existing = opened.get(formId)
    if (existing !== undefined) return existing
    const caller = open()
    opened.set(formId, caller)
    caller.catch(() => opened.delete(formId))
    setTimeout(() => opened.delete(formId), 30_000).unref()
    return caller
  }
}
