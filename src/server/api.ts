/** The JSON API, version 1. */
import { Router } from 'express'
import type { RequestHandler } from 'express'
import type { Config } from '../config.js'
import type { Source } from '../content/schema.js'
import type { ReviewedShare } from '../content/signature.js'
import { RequestError } from '../errors.js'
import type { AuditTrail } from '../store/audit.js'
import type { Reply, ReplyTable, VisitCard } from '../types.js'
import { feedbackBody, historyQuery, messageBody, openBody } from './api-schema.js'
import type { Answered, History, Opened, Welcome } from './api-schema.js'
import { enrolmentRoutes, importRoutes } from './enrolment-api.js'
import type { EnrolmentBook } from './enrolment-book.js'
import { erasureRoutes } from './erasure-api.js'
import type { Eraser } from './erase-patient.js'
import { handoffRoutes, type HandoffApiDeps } from './handoff-api.js'
import type { Conversations } from './conversation.js'
import type { Limits } from './limits.js'
import type { Log } from './log.js'
import { openapi } from './openapi.js'
import { maxQuestionLength } from './page-form.js'
import { callerOf, parse, readJson } from './parse.js'
import { staffGate } from './staff-gate.js'
import type { Answer } from './unkept-turn.js'

export interface ApiDeps extends HandoffApiDeps {
  readonly log: Log
  readonly config: Config
  readonly conversations: Conversations
  readonly sources: ReadonlyMap<string, Source>
  readonly limits: Limits
  /** Keeps what the staff do; while it cannot, or without it, they are let in nowhere. */
  readonly audit?: Pick<AuditTrail, 'append'>
  /** Absent where the clinic sends no text messages. */
  readonly enrolments?: EnrolmentBook
  /** Erases patients for the staff; absent, the path is not there. */
  readonly eraser?: Eraser
  /** Questions offered before the first one is asked. */
  readonly examples: readonly string[]
  /** How much of all wording a clinician's signature stands under today. */
  readonly reviewedShare: () => ReviewedShare
}

/** Makes the routes under `/api/v1`. */
export function apiRoutes(deps: ApiDeps): Router {
  const routes = Router()
  const { enrolments, eraser } = deps
  const { staffTokens } = deps.config.handoff
  routes.use('/clinic', staffGate({ ...deps, staffTokens, clock: () => new Date() }))
  // Before all other bodies: a table is no JSON.
  if (enrolments !== undefined) routes.use('/clinic', importRoutes(enrolments, onlyMethods))
  routes.use(...readJson)
  routes.route('/welcome').get(greet(deps)).all(onlyMethods('GET, HEAD'))
  routes.route('/conversations').post(open(deps)).all(onlyMethods('POST'))
  routes.route('/conversations/:id').delete(forget(deps)).all(onlyMethods('DELETE'))
  routes
    .route('/conversations/:id/messages')
    .get(readHistory(deps))
    .post(receive(deps))
    .all(onlyMethods('GET, HEAD, POST'))
  routes.route('/conversations/:id/feedback').post(takeFeedback(deps)).all(onlyMethods('POST'))
  routes.use('/clinic', handoffRoutes(deps, onlyMethods))
  if (eraser !== undefined) routes.use('/clinic', erasureRoutes(eraser, onlyMethods))
  if (enrolments !== undefined) routes.use('/clinic', enrolmentRoutes(enrolments, onlyMethods))
  routes
    .route('/openapi.json')
    .get((_req, res) => void res.json(openapi))
    .all(onlyMethods('GET, HEAD'))
  return routes
}

/** Refuses every method that a route has not taken by now. */
export function onlyMethods(allow: string): RequestHandler {
  return () => {
    throw new RequestError('METHOD_REFUSED', `this path serves ${allow} only`, { allow })
  }
}

function open({ conversations }: ApiDeps): RequestHandler {
  return async (req, res) => {
    parse(openBody.optional(), req.body)
    const { conversationId, token } = await conversations.open('web')
    res.status(201).json({ conversationId, token } satisfies Opened)
  }
}

function greet({ config, examples, reviewedShare }: ApiDeps): RequestHandler {
  const { name, phone, hours, emergencyNumber, retentionDays } = config.clinic
  return (_req, res) => {
    res.json({
      clinic: { name, phone, hours, emergencyNumber, retentionDays },
      examples: [...examples],
      maxTextLength: maxQuestionLength,
      reviewed: reviewedShare(),
    } satisfies Welcome)
  }
}

function receive({ conversations, limits, sources }: ApiDeps): RequestHandler {
  return async (req, res) => {
    const caller = callerOf(req)
    const { id, text } = parse(messageBody, req.body)
    await limits.countMessage(caller)
    const exchange = await conversations.receive({ ...caller, messageId: id, text })
    res.json(answeredOf(exchange, sources))
  }
}

function readHistory({ conversations, sources }: ApiDeps): RequestHandler {
  return async (req, res) => {
    const caller = callerOf(req)
    const { after = 0, before = Infinity, last = Infinity } = parse(historyQuery, { ...req.query })
    const exchanges = await conversations.history({ ...caller, afterSeq: after })
    const wanted = exchanges.filter(({ seq }) => seq < before)
    const messages = wanted.slice(Math.max(0, wanted.length - last)).map((exchange) => ({
      ...answeredOf(exchange, sources),
      text: exchange.utterance,
    }))
    res.json({ messages } satisfies History)
  }
}

function forget({ conversations }: ApiDeps): RequestHandler {
  return async (req, res) => {
    await conversations.forget(callerOf(req))
    res.status(204).end()
  }
}

function takeFeedback({ conversations }: ApiDeps): RequestHandler {
  return async (req, res) => {
    const caller = callerOf(req)
    const { seq, isHelpful, reason } = parse(feedbackBody, req.body)
    const feedback = { ...caller, seq, isHelpful, ...(reason !== undefined && { reason }) }
    await conversations.giveFeedback(feedback)
    res.status(204).end()
  }
}

function answeredOf(exchange: Answer, sources: ApiDeps['sources']): Answered {
  const { seq, messageId, receivedAt, decision, isKept } = exchange
  const reply = replyOf(exchange.reply, sources)
  return { seq, messageId, receivedAt, decision, reply, isKept }
}

function replyOf(reply: Reply, sources: ApiDeps['sources']): Answered['reply'] {
  return {
    responseId: reply.responseId,
    paragraphs: [...reply.paragraphs],
    card: reply.card && cardOf(reply.card),
    table: reply.table && tableOf(reply.table),
    picture: reply.picture,
    shortText: reply.shortText,
    citations: citationsOf(reply, sources),
    disclaimer: reply.disclaimer,
    because: reply.because.map(({ slot, label, change }) => ({ slot, label, change })),
    suggestions: reply.suggestions.map(({ text, intent }) => ({ text, intent })),
    urgency: reply.urgency,
    isReviewed: reply.isReviewed === true,
  }
}

function cardOf({ facts, questions }: VisitCard): Answered['reply']['card'] {
  return { facts: facts.map(({ slot, label }) => ({ slot, label })), questions: [...questions] }
}

function tableOf({ caption, columns, rows }: ReplyTable): Answered['reply']['table'] {
  return { caption, columns: [...columns], rows: rows.map((cells) => [...cells]) }
}

/** Looks up the sources of a reply, each with the number that its marks carry. */
export function citationsOf(
  reply: Reply,
  sources: ApiDeps['sources'],
): Answered['reply']['citations'] {
  return reply.citations.flatMap((id, index) => {
    const source = sources.get(id)
    // An old conversation may cite a source that was taken out since; its number stays unused.
    if (source === undefined) return []
    const { title, organisation, year, kind, url } = source
    return [{ n: index + 1, id, title, organisation, year, kind, url }]
  })
}
