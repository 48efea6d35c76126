/** Tables of patients that are made to break their reader. */
import assert from 'node:assert/strict'
import { BonewiseError } from '../../src/errors.js'
import type { EnrolmentBook } from '../../src/server/enrolment-book.js'
import { importEnrolments } from '../../src/server/enrolment-import.js'
import type { Report } from './talk.js'

const LONG = 1_000_000

/** Each is refused as a whole, or line by line; nobody is enrolled. */
const TABLES: Readonly<Record<string, string>> = {
  'a column of the prototype': 'phone,__proto__\n+12125550199,x',
  'a column of every object': 'constructor,toString\nx,y',
  'cells of the prototype': 'phone,programme,hour\n__proto__,constructor,__proto__',
  'a quote that does not end': `phone\n"${'a'.repeat(LONG)}`,
  'quotes alone': `phone\n${'"'.repeat(LONG)}`,
  'many quotes': `phone\n${'"a\n'.repeat(LONG / 4)}`,
  'commas alone': ','.repeat(LONG),
  'empty lines': `phone\n${'\n'.repeat(LONG)}`,
  'no head': '',
  'a NUL': 'phone\n+1212\0',
  'half a sign': 'phone,consent_wording\n+12125550199,\ud83e',
  formulas: 'phone,consent_wording\n=1+1,@SUM(A1)',
  'too many lines': `phone\n${'1\n'.repeat(2_000)}`,
}

/** Nobody gets as far as this. */
const book = {
  enrol: () => {
    throw new Error('somebody was enrolled')
  },
} as unknown as EnrolmentBook

export async function hostileTables(): Promise<Report> {
  let refusedLines = 0
  for (const [name, table] of Object.entries(TABLES)) {
    try {
      const { enrolled, refused } = await importEnrolments(book, table, 'staff')
      assert.equal(enrolled, 0, name)
      refusedLines += refused
    } catch (error) {
      assert.ok(
        error instanceof BonewiseError && error.code === 'BODY_INVALID',
        `${name}: ${String(error)}`,
      )
    }
  }
  return { tables: Object.keys(TABLES).length, refusedLines }
}
