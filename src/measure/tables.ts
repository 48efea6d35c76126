/** The measures as tables, for the terminal and for the page. */
import { OUT_OF_SCOPE } from '../nlu/classify.js'
import { groupBy } from '../review/group.js'
import type { Column } from '../review/table.js'
import type { FlagScore } from './flag-tally.js'
import { share, type IntentScore } from './guesses.js'
import type { Measures } from './measures.js'
import { outcomesOf, TASK_TITLES } from './outcomes.js'
import type { Played } from './score.js'
import type { Tally } from './tally.js'

export interface Table {
  readonly title: string
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly string[])[]
}

/** The tables that sum up a run. */
export function summaryOf(measures: Measures): readonly Table[] {
  const { tallies, heard, flags } = measures
  const byTask = groupBy(tallies, ({ task }) => task)
  return [
    ...[...byTask.values()].map(outcomeTable),
    ...(heard.messages > 0 ? [heardTable(measures)] : []),
    ...(flags.length > 0 ? [flagTable('Danger signs', flags)] : []),
  ]
}

function outcomeTable(tallies: readonly Tally[]): Table {
  const task = tallies[0]?.task ?? 'question'
  const outcomes = outcomesOf(task)
  const heads = ['messages', ...outcomes.map(words), 'right', 'right or partly']
  return {
    title: TASK_TITLES[task],
    columns: [left('kind'), ...heads.map(right)],
    rows: tallies.map(({ row, messages, outcomes: counts, grades }) => [
      row,
      String(messages),
      ...outcomes.map((outcome) => String(counts[outcome] ?? 0)),
      percent(share(grades.right, messages)),
      percent(share(grades.right + grades.partly, messages)),
    ]),
  }
}

function heardTable(measures: Measures): Table {
  const { messages, first, amongThree, macroF1 } = measures.heard
  const { calibrationErrorOfOurs, calibrationErrorOfAll } = measures
  const shares = {
    'first intent': first,
    'among three': amongThree,
    'macro F1': macroF1,
    'calibration error': calibrationErrorOfOurs,
    'with out of scope': calibrationErrorOfAll,
  }
  return {
    title: 'Heard, before anything is decided',
    columns: ['messages', ...Object.keys(shares)].map(right),
    rows: [[String(messages), ...Object.values(shares).map(percent)]],
  }
}

/** How well each danger sign is heard; the last row sums up. */
export function flagTable(title: string, flags: readonly FlagScore[]): Table {
  const total = flags.reduce(
    (sum, flag) => ({
      flag: 'all',
      positives: sum.positives + flag.positives,
      escalated: sum.escalated + flag.escalated,
      checked: sum.checked + flag.checked,
      asItself: sum.asItself + flag.asItself,
      falselyEscalated: sum.falselyEscalated + flag.falselyEscalated,
      falselyChecked: sum.falselyChecked + flag.falselyChecked,
    }),
    { ...NO_FLAG },
  )
  const heads = [
    'must be raised',
    'escalated',
    'checked',
    'raised',
    'as itself',
    'false escalations',
    'false checks',
  ]
  return {
    title,
    columns: [left('flag'), ...heads.map(right)],
    rows: [...flags, total].map((flag) => [
      flag.flag,
      String(flag.positives),
      percent(share(flag.escalated, flag.positives)),
      percent(share(flag.checked, flag.positives)),
      percent(share(flag.escalated + flag.checked, flag.positives)),
      percent(share(flag.asItself, flag.positives)),
      String(flag.falselyEscalated),
      String(flag.falselyChecked),
    ]),
  }
}

const NO_FLAG: FlagScore = {
  flag: 'all',
  positives: 0,
  escalated: 0,
  checked: 0,
  asItself: 0,
  falselyEscalated: 0,
  falselyChecked: 0,
}

/** How well danger is heard by each of several ears: the rules, the learned detector, both. */
export function earsTable(runs: Readonly<Record<string, readonly Played[]>>): Table {
  const kinds = ['danger', 'look-alikes', 'ordinary'] as const
  const kindOf = ({ asked }: Played): (typeof kinds)[number] => {
    if (asked.task === 'urgent') return 'danger'
    return asked.row === 'ordinary' ? 'ordinary' : 'look-alikes'
  }
  return {
    title: 'Heard as danger, by whom',
    columns: [
      left('heard by'),
      ...kinds.flatMap((kind) => [right(`${kind} escalated`), right('checked')]),
    ],
    rows: Object.entries(runs).map(([ears, played]) => [
      ears,
      ...kinds.flatMap((kind) => {
        const own = played.filter((one) => kindOf(one) === kind)
        return (['escalated', 'checked'] as const).map((outcome) =>
          percent(share(own.filter((one) => one.outcome === outcome).length, own.length)),
        )
      }),
    ]),
  }
}

/** How each intent is heard. */
export function intentTable(title: string, intents: readonly IntentScore[]): Table {
  return {
    title,
    columns: [left('intent'), ...['precision', 'recall', 'F1', 'support'].map(right)],
    rows: intents.map(({ intent, precision, recall, f1, support }) => [
      intent,
      percent(precision),
      percent(recall),
      percent(f1),
      String(support),
    ]),
  }
}

const WEAKEST = 10
/** Of fewer messages a share says little. */
const LEAST_SUPPORT = 10

/** The intents that are heard worst; none where too few messages mean any of them. */
export function weakest(intents: readonly IntentScore[]): readonly IntentScore[] {
  return intents
    .filter(({ intent, support }) => intent !== OUT_OF_SCOPE && support >= LEAST_SUPPORT)
    .sort((a, b) => (a.f1 ?? 0) - (b.f1 ?? 0))
    .slice(0, WEAKEST)
}

/** A share of 0…1 as people read it; a dash for none. */
export function percent(share: number | undefined): string {
  return share === undefined ? '–' : `${(100 * share).toFixed(1)} %`
}

/** An outcome in words. */
export function words(outcome: string): string {
  return outcome.replaceAll('_', ' ')
}

function left(head: string): Column {
  return { head, align: 'left' }
}

function right(head: string): Column {
  return { head, align: 'right' }
}
