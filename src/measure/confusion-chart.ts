import { html, type Html } from '../server/html.js'
import type { Confusion } from './guesses.js'

const CELL = 24
/** Room for names beside the matrix, and slanted above it. */
const NAMES_WIDTH = 240
const NAMES_HEIGHT = 190
/** A cell is never so pale that it looks empty, nor so dark that its number cannot be read. */
const PALEST = 0.15
const DARKEST = 0.6

/** The most frequent confusions as a matrix: a row for what was meant, a column for what was heard. */
export function confusionChart(confusions: readonly Confusion[]): Html {
  const meant = [...new Set(confusions.map((pair) => pair.meant))].sort()
  const heard = [...new Set(confusions.map((pair) => pair.heard))].sort()
  const most = Math.max(1, ...confusions.map(({ count }) => count))
  const width = NAMES_WIDTH + heard.length * CELL + NAMES_HEIGHT
  const height = NAMES_HEIGHT + meant.length * CELL + 8
  return html`<svg
    role="img"
    aria-label="Which intents are taken for which"
    viewBox="0 0 ${width} ${height}"
    style="max-width:${width}px"
  >
    ${meant.map((name, row) => html`<text class="end" x="${NAMES_WIDTH - 8}" y="${middleOf(row)}">${name}</text>`)}
    ${heard.map((name, column) => columnName(name, column))}
    ${meant.flatMap((_, row) => heard.map((__, column) => cell({ row, column, opacity: 0 })))}
    ${confusions.map((pair) => {
      const [row, column] = [meant.indexOf(pair.meant), heard.indexOf(pair.heard)]
      const opacity = PALEST + (DARKEST - PALEST) * (pair.count / most)
      return html`<g>
        <title>${pair.meant} heard as ${pair.heard}: ${pair.count}</title>
        ${cell({ row, column, opacity })}
        <text class="middle" x="${leftOf(column) + CELL / 2 - 1}" y="${middleOf(row)}">
          ${pair.count}
        </text>
      </g>`
    })}
  </svg>`
}

interface Cell {
  readonly row: number
  readonly column: number
  /** 0 of an empty cell. */
  readonly opacity: number
}

function cell({ row, column, opacity }: Cell): Html {
  const isEmpty = opacity === 0
  return html`<rect
    class="${isEmpty ? 'empty' : 'bad'}"
    fill-opacity="${(isEmpty ? 1 : opacity).toFixed(2)}"
    x="${leftOf(column)}"
    y="${topOf(row)}"
    width="${CELL - 2}"
    height="${CELL - 2}"
  />`
}

function columnName(name: string, column: number): Html {
  const [x, y] = [leftOf(column) + CELL / 2, NAMES_HEIGHT - 8]
  return html`<text x="${x}" y="${y}" transform="rotate(-50 ${x} ${y})">${name}</text>`
}

function leftOf(column: number): number {
  return NAMES_WIDTH + column * CELL
}

function topOf(row: number): number {
  return NAMES_HEIGHT + row * CELL
}

/** Where the letters of a row stand. */
function middleOf(row: number): number {
  return topOf(row) + CELL / 2 + 4
}
