/** How the clinic's staff enrol patients in programmes, and record who wants no more texts. */
import { Router } from 'express'
import type { Request, RequestHandler } from 'express'
import { EnrolmentError } from '../errors.js'
import type { EnrolmentBook } from './enrolment-book.js'
import { importEnrolments } from './enrolment-import.js'
import {
  enrolBody,
  enrolmentId,
  enrolmentPatch,
  enrolmentsQuery,
  revocationBody,
  type EnrolmentList,
  type ImportReport,
  type ShownEnrolment,
} from './enrolment-schema.js'
import { showEnrolment } from './enrolment-view.js'
import type { Log } from './log.js'
import { parse, readCsvText } from './parse.js'
import { callOf } from './staff-gate.js'

export interface EnrolmentApiDeps {
  readonly book: EnrolmentBook
  readonly log: Log
}

type OnlyMethods = (allow: string) => RequestHandler

const DEFAULT_LIMIT = 20

/** Makes `POST /enrolments/import` under `/api/v1/clinic`; apart, since its body is no JSON. */
export function importRoutes(deps: EnrolmentApiDeps, onlyMethods: OnlyMethods): Router {
  const routes = Router()
  routes
    .route('/enrolments/import')
    .post(...readCsvText, takeTable(deps))
    .all(onlyMethods('POST'))
  return routes
}

/** Makes the routes about programmes under `/api/v1/clinic`. */
export function enrolmentRoutes(deps: EnrolmentApiDeps, onlyMethods: OnlyMethods): Router {
  const routes = Router()
  routes.route('/enrolments').get(list(deps)).post(enrol(deps)).all(onlyMethods('GET, HEAD, POST'))
  routes
    .route('/enrolments/:id')
    .get(read(deps))
    .patch(change(deps))
    .delete(end(deps))
    .all(onlyMethods('GET, HEAD, PATCH, DELETE'))
  routes.route('/revocations').post(revoke(deps)).all(onlyMethods('POST'))
  return routes
}

function enrol(deps: EnrolmentApiDeps): RequestHandler {
  const { book, log } = deps
  return async (req, res) => {
    const { staff, tell } = callOf(req)
    const found = await book.enrol(parse(enrolBody, req.body), staff)
    await tell([found.enrolment.id])
    log.info({ staff, action: 'enrol', enrolment: found.enrolment.id }, 'audit')
    res.status(201).json(showEnrolment(book, found) satisfies ShownEnrolment)
  }
}

function list(deps: EnrolmentApiDeps): RequestHandler {
  const { book, log } = deps
  return async (req, res) => {
    const { staff, tell } = callOf(req)
    const { programme, after, limit = DEFAULT_LIMIT } = parse(enrolmentsQuery, { ...req.query })
    const page = await book.page({ programme, after, limit })
    await tell(page.map(({ enrolment }) => enrolment.id))
    log.info({ staff, action: 'list', enrolments: page.length }, 'audit')
    const enrolments = page.map((found) => showEnrolment(book, found))
    res.json({ enrolments } satisfies EnrolmentList)
  }
}

function read(deps: EnrolmentApiDeps): RequestHandler {
  const { book, log } = deps
  return async (req, res) => {
    const { staff, tell } = callOf(req)
    const id = idIn(req)
    const found = await book.find(id)
    await tell([id])
    log.info({ staff, action: 'read', enrolment: id }, 'audit')
    res.json(showEnrolment(book, found) satisfies ShownEnrolment)
  }
}

function change(deps: EnrolmentApiDeps): RequestHandler {
  const { book, log } = deps
  return async (req, res) => {
    const { staff, tell } = callOf(req)
    const id = idIn(req)
    const found = await book.change(id, parse(enrolmentPatch, req.body))
    await tell([id])
    log.info({ staff, action: 'change', enrolment: id }, 'audit')
    res.json(showEnrolment(book, found) satisfies ShownEnrolment)
  }
}

function end(deps: EnrolmentApiDeps): RequestHandler {
  const { book, log } = deps
  return async (req, res) => {
    const { staff, tell } = callOf(req)
    const id = idIn(req)
    await book.end(id)
    await tell([id])
    log.info({ staff, action: 'end', enrolment: id }, 'audit')
    res.status(204).end()
  }
}

function revoke(deps: EnrolmentApiDeps): RequestHandler {
  const { book, log } = deps
  return async (req, res) => {
    const { staff, tell } = callOf(req)
    const phone = await book.revoke(parse(revocationBody, req.body), staff)
    await tell([phone])
    log.info({ staff, action: 'revoke', phone }, 'audit')
    res.status(204).end()
  }
}

function takeTable({ book, log }: EnrolmentApiDeps): RequestHandler {
  return async (req, res) => {
    const { staff, tell } = callOf(req)
    const table: unknown = req.body
    const report = await importEnrolments(book, typeof table === 'string' ? table : '', staff)
    const { enrolled, refused } = report
    await tell(report.lines.flatMap(({ id }) => id ?? []))
    log.info({ staff, action: 'import', enrolled, refused }, 'audit')
    res.json(report satisfies ImportReport)
  }
}

function idIn(req: Request): string {
  const id = enrolmentId.safeParse(req.params['id'])
  if (!id.success) throw new EnrolmentError('ENROLMENT_NOT_FOUND')
  return id.data
}
