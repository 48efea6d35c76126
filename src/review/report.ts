import type { Content } from '../content/content.js'
import { sourcesIn } from '../content/marks.js'
import { smsCost } from '../content/placeholders.js'
import type { Intent, Response } from '../content/schema.js'
import { statesOf } from '../content/signature.js'
import { meanGrade, type GradedPart } from './reading.js'
import { tableOf, type Column } from './table.js'

const COLUMNS: readonly Column[] = [
  { head: 'intent', align: 'left' },
  { head: 'examples', align: 'right' },
  { head: 'variants', align: 'right' },
  { head: 'mean grade', align: 'right' },
  { head: 'worst', align: 'right' },
  { head: 'SMS segments', align: 'right' },
  { head: 'characters', align: 'right' },
  { head: 'sources', align: 'right' },
  { head: 'review', align: 'left' },
  { head: 'due', align: 'left' },
]

/** One line of the report: an intent, or all of them together. */
interface Row {
  readonly name: string
  readonly examples: number
  readonly variants: number
  readonly graded: readonly GradedPart[]
  /** The costliest short text. */
  readonly sms: { readonly segments: number; readonly characters: number }
  readonly sources: ReadonlySet<string>
  readonly review: string
  /** ISO date of the next review. */
  readonly due: string
}

/**
 * The lines of a table of all intents by name, with a line for the whole at the end.
 *
 * @param today Such as `2026-11-22`: a signature holds until a day.
 */
export function reportOf(
  content: Content,
  graded: readonly GradedPart[],
  today: string,
): readonly string[] {
  const states = statesOf(content, today)
  const intents = [...content.intents].sort(([a], [b]) => (a < b ? -1 : 1))
  const rows = intents.map(([name, intent]) =>
    rowFor(content, intent, {
      response: content.responses.get(name),
      graded: graded.filter((part) => part.intent === name),
      review: states.get(name) ?? NOTHING,
    }),
  )
  return tableOf(COLUMNS, [...rows, totalOf(rows)].map(cellsOf))
}

function rowFor(
  content: Content,
  intent: Intent,
  {
    response,
    graded,
    review,
  }: Pick<Row, 'graded' | 'review'> & { readonly response: Response | undefined },
): Row {
  const variants = response?.variants ?? []
  const marked = variants.flatMap(({ text, more = '' }) => [text, more])
  return {
    name: intent.intent,
    examples: intent.examples.length,
    variants: variants.length,
    graded,
    sms: costliest(variants.map(({ sms }) => smsCost(content, sms))),
    sources: new Set(marked.flatMap(sourcesIn)),
    review,
    due: response?.reviewed?.due ?? NOTHING,
  }
}

function totalOf(rows: readonly Row[]): Row {
  const sum = (of: (row: Row) => number) => rows.reduce((total, row) => total + of(row), 0)
  const answered = rows.filter(({ variants }) => variants > 0)
  const signed = answered.filter(({ review }) => review === 'signed')
  const dates = rows.map(({ due }) => due).filter((due) => due !== NOTHING)
  return {
    name: `all ${rows.length}`,
    examples: sum(({ examples }) => examples),
    variants: sum(({ variants }) => variants),
    graded: rows.flatMap(({ graded }) => graded),
    sms: costliest(rows.map(({ sms }) => sms)),
    sources: new Set(rows.flatMap(({ sources }) => [...sources])),
    review: `${signed.length} of ${answered.length} signed`,
    due: dates.sort()[0] ?? NOTHING,
  }
}

const NOTHING = '-'

function cellsOf({ name, examples, variants, graded, sms, sources, review, due }: Row) {
  const hasGrade = graded.length > 0
  const worst = Math.max(...graded.map(({ grade }) => grade))
  return [
    name,
    `${examples}`,
    `${variants}`,
    hasGrade ? meanGrade(graded).toFixed(1) : NOTHING,
    hasGrade ? worst.toFixed(1) : NOTHING,
    `${sms.segments}`,
    `${sms.characters}`,
    `${sources.size}`,
    review,
    due,
  ]
}

function costliest(costs: readonly Row['sms'][]): Row['sms'] {
  const first = costs.toSorted((a, b) => b.characters - a.characters)[0]
  return first ?? { segments: 0, characters: 0 }
}
