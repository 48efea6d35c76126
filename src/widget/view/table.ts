/** A table of an answer; where it is too wide, it scrolls by itself. */
import { add, el } from '../dom.js'
import type { Reply } from '../reply.js'
import { words, type Marks } from './words.js'

/** The first cell of a row names it. */
export function tableOf(
  { caption, columns, rows }: NonNullable<Reply['table']>,
  marks: Marks,
): HTMLElement {
  const head = columns.map((column) => el('th', { scope: 'col' }, column))
  const body = rows.map(([name = '', ...cells]) => {
    const row = el('tr')
    const title = el('th', { scope: 'row' })
    add(title, words(name, marks))
    const rest = cells.map((cell, index) => {
      // Under each other on a narrow screen, the cells say what they are.
      const td = el('td', { 'data-column': columns[index + 1] ?? '' })
      add(td, words(cell, marks))
      return td
    })
    add(row, [title, ...rest])
    return row
  })
  return el(
    'table',
    { part: 'table' },
    el('caption', {}, caption),
    el('thead', {}, el('tr', {}, ...head)),
    el('tbody', {}, ...body),
  )
}
