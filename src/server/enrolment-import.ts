/** Enrols the patients of a table, each line for itself, and says what became of each. */
import { BonewiseError, RequestError } from '../errors.js'
import { readCsv } from './csv.js'
import type { EnrolmentBook } from './enrolment-book.js'
import { enrolBody, type ImportReport } from './enrolment-schema.js'
import { parse } from './parse.js'

/** Column → where it stands in the body that enrols one patient. */
const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  phone: ['phone'],
  programme: ['programme'],
  scan: ['anchors', 'scan'],
  appointment: ['anchors', 'appointment'],
  first_dose: ['anchors', 'firstDose'],
  start: ['anchors', 'start'],
  last_dose: ['anchors', 'lastDose'],
  regimen: ['regimen'],
  zone: ['zone'],
  hour: ['hour'],
  consent_scope: ['consent', 'scope'],
  consent_wording: ['consent', 'wording'],
  consent_source: ['consent', 'source'],
  consent_proof: ['consent', 'proof'],
}

const MAX_LINES = 1000

/** @throws {RequestError} BODY_INVALID for what is no such table; nobody is enrolled then. */
export async function importEnrolments(
  book: EnrolmentBook,
  text: string,
  staff: string,
): Promise<ImportReport> {
  const { columns, rows } = tableOf(text)
  const lines: ImportReport['lines'] = []
  for (const { line, cells } of rows) {
    lines.push({ line, ...(await enrolLine(book, bodyOf(columns, cells), staff)) })
  }
  const refused = lines.filter(({ code }) => code !== undefined).length
  return { enrolled: lines.length - refused, refused, lines }
}

function tableOf(text: string) {
  const table = readCsv(text)
  const wrong = (detail: string) => new RequestError('BODY_INVALID', detail)
  if ('brokenLine' in table) throw wrong(`line ${table.brokenLine}: a quote is out of place`)
  const [head, ...rows] = table.rows
  const columns = (head?.cells ?? []).map((cell) => cell.toLowerCase())
  const known = Object.keys(COLUMNS)
  if (columns.length === 0 || columns.some((column) => !known.includes(column))) {
    throw wrong(`the first line must name columns, each one of: ${known.join(', ')}`)
  }
  if (new Set(columns).size < columns.length) throw wrong('a column is there twice')
  if (rows.length > MAX_LINES) throw wrong(`a table has at most ${MAX_LINES} lines`)
  const odd = rows.find(({ cells }) => cells.length > columns.length)
  if (odd !== undefined) throw wrong(`line ${odd.line}: more cells than columns`)
  return { columns, rows }
}

/** The body that a line stands for; an empty cell is no value. */
function bodyOf(columns: readonly string[], cells: readonly string[]): unknown {
  const body: Record<string, unknown> = { anchors: {}, consent: {} }
  columns.forEach((column, index) => {
    const cell = cells[index] ?? ''
    const [first = '', second] = COLUMNS[column] ?? []
    if (cell === '') return
    const value = first === 'hour' && /^\d{1,2}$/.test(cell) ? Number(cell) : cell
    if (second === undefined) body[first] = value
    else body[first] = { ...(body[first] as object), [second]: value }
  })
  return body
}

async function enrolLine(book: EnrolmentBook, body: unknown, staff: string) {
  try {
    const { enrolment } = await book.enrol(parse(enrolBody, body), staff)
    return { id: enrolment.id }
  } catch (error) {
    // What is wrong with one line says nothing about the next; a store that fails, does.
    if (!(error instanceof BonewiseError) || error.code === 'STORE_FAILED') throw error
    return { code: error.code, detail: error.message }
  }
}
