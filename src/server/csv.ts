/** Reads CSV as RFC 4180 describes it. */

/** A row, and the line of the file on which it begins, from 1. */
export interface CsvRow {
  readonly line: number
  readonly cells: readonly string[]
}

/** A cell in quotes, in which a quote is doubled; or one without; and what ends it. */
const CELL = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|\r|$)/y

/**
 * The rows of a table in which cells are parted by commas; empty lines are left out.
 *
 * @returns The line on which a quote is out of place or does not end, where there is one.
 */
export function readCsv(
  text: string,
): { readonly rows: readonly CsvRow[] } | { readonly brokenLine: number } {
  const rows: CsvRow[] = []
  // Spreadsheets put a byte order mark in front.
  let at = text.startsWith('\uFEFF') ? 1 : 0
  let line = 1
  let row: { line: number; cells: string[] } = { line, cells: [] }
  while (at < text.length) {
    CELL.lastIndex = at
    const match = CELL.exec(text)
    if (match === null) return { brokenLine: line }
    const [whole, quoted, plain = '', end = ''] = match
    row.cells.push(quoted === undefined ? plain.trim() : quoted.replaceAll('""', '"'))
    line += whole.match(/\r\n|\r|\n/g)?.length ?? 0
    at += whole.length
    const isOver = end !== ','
    // A comma at the very end has one more cell behind it.
    if (!isOver && at === text.length) row.cells.push('')
    if (!isOver && at < text.length) continue
    if (row.cells.some((cell) => cell !== '')) rows.push(row)
    row = { line, cells: [] }
  }
  return { rows }
}
