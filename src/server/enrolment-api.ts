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
import { parse, readCsvText } from './parse.js'
import { callOf } from './staff-gate.js'

type OnlyMethods = (allow: string) => RequestHandler

const DEFAULT_LIMIT = 20

/** Makes `POST /enrolments/import` under `/api/v1/clinic`; apart, since its body is no JSON. */
export function importRoutes(book: EnrolmentBook, onlyMethods: OnlyMethods): Router {
  const routes = Router()
  routes
    .route('/enrolments/import')
    .post(...readCsvText, takeTable(book))
    .all(onlyMethods('POST'))
  return routes
}

/** Makes the routes about programmes under `/api/v1/clinic`. */
export function enrolmentRoutes(book: EnrolmentBook, onlyMethods: OnlyMethods): Router {
  const routes = Router()
  routes.route('/enrolments').get(list(book)).post(enrol(book)).all(onlyMethods('GET, HEAD, POST'))
  routes
    .route('/enrolments/:id')
    .get(read(book))
    .patch(change(book))
    .delete(end(book))
    .all(onlyMethods('GET, HEAD, PATCH, DELETE'))
  routes.route('/revocations').post(revoke(book)).all(onlyMethods('POST'))
  return routes
}

function enrol(book: EnrolmentBook): RequestHandler {
  return async (req, res) => {
    const { staff, tell } = callOf(req)
    const found = await book.enrol(parse(enrolBody, req.body), staff)
    await tell([found.enrolment.id])
    res.status(201).json(showEnrolment(book, found) satisfies ShownEnrolment)
  }
}

function list(book: EnrolmentBook): RequestHandler {
  return async (req, res) => {
    const { tell } = callOf(req)
    const { programme, after, limit = DEFAULT_LIMIT } = parse(enrolmentsQuery, { ...req.query })
    const page = await book.page({ programme, after, limit })
    await tell(page.map(({ enrolment }) => enrolment.id))
    const enrolments = page.map((found) => showEnrolment(book, found))
    res.json({ enrolments } satisfies EnrolmentList)
  }
}

function read(book: EnrolmentBook): RequestHandler {
  return async (req, res) => {
    const { tell } = callOf(req)
    const id = idIn(req)
    const found = await book.find(id)
    await tell([id])
    res.json(showEnrolment(book, found) satisfies ShownEnrolment)
  }
}

function change(book: EnrolmentBook): RequestHandler {
  return async (req, res) => {
    const { tell } = callOf(req)
    const id = idIn(req)
    const found = await book.change(id, parse(enrolmentPatch, req.body))
    await tell([id])
    res.json(showEnrolment(book, found) satisfies ShownEnrolment)
  }
}

function end(book: EnrolmentBook): RequestHandler {
  return async (req, res) => {
    const { tell } = callOf(req)
    const id = idIn(req)
    await book.end(id)
    await tell([id])
    res.status(204).end()
  }
}

function revoke(book: EnrolmentBook): RequestHandler {
  return async (req, res) => {
    const { staff, tell } = callOf(req)
    const phone = await book.revoke(parse(revocationBody, req.body), staff)
    await tell([phone])
    res.status(204).end()
  }
}

function takeTable(book: EnrolmentBook): RequestHandler {
  return async (req, res) => {
    const { staff, tell } = callOf(req)
    const table: unknown = req.body
    const report = await importEnrolments(book, typeof table === 'string' ? table : '', staff)
    await tell(report.lines.flatMap(({ id }) => id ?? []))
    res.json(report satisfies ImportReport)
  }
}

function idIn(req: Request): string {
  const id = enrolmentId.safeParse(req.params['id'])
  if (!id.success) throw new EnrolmentError('ENROLMENT_NOT_FOUND')
  return id.data
}
