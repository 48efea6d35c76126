/** How a measurement over HTTP reads: medians with their spread, and ratios to the bare route of the same round. */
import { quantile } from '../../src/measure/quantile.js'
import { tableOf, type Column } from '../../src/review/table.js'
import type { Measured, Shape } from './load-client.js'
import type { ProcessNumbers } from './process.js'

/** One target, one shape, one round. */
export interface Sample extends Measured {
  readonly target: string
  readonly shape: Shape
  readonly round: number
  /** Of all processes of the target; NaN where the system does not tell. A database's own is not among them. */
  readonly cpuMsPerTurn: number
}

export interface Spread {
  readonly min: number
  readonly median: number
  readonly max: number
}

export interface Result {
  readonly target: string
  readonly shape: Shape
  readonly turnsPerSecond: Spread
  readonly msMedian: Spread
  readonly msP99: Spread
  /** Turns a second, divided by the bare route's in the same round. */
  readonly ofBare: Spread
  readonly clientBusy: Spread
  readonly cpuMsPerTurn: Spread
  /** In all rounds. */
  readonly refused: number
}

export interface LoadRun {
  readonly takenAt: string
  readonly node: string
  readonly process: ProcessNumbers
  readonly results: readonly Result[]
}

/** Puts the rounds of each target and shape together; the first target is what the others are divided by. */
export function resultOf(samples: readonly Sample[]): readonly Result[] {
  const bare = samples[0]?.target
  const firsts = samples.filter(({ round }) => round === samples[0]?.round)
  return firsts.map((first) => {
    const group = samples.filter(
      ({ target, shape }) => target === first.target && shape === first.shape,
    )
    const ofBare = group.map(({ shape, round, turnsPerSecond }) => {
      const beside = samples.find(
        (other) => other.target === bare && other.shape === shape && other.round === round,
      )
      return turnsPerSecond / (beside?.turnsPerSecond ?? Number.NaN)
    })
    const spread = (name: keyof Measured | 'cpuMsPerTurn') =>
      spreadOf(group.map((sample) => sample[name]))
    return {
      target: first.target,
      shape: first.shape,
      turnsPerSecond: spread('turnsPerSecond'),
      msMedian: spread('msMedian'),
      msP99: spread('msP99'),
      ofBare: spreadOf(ofBare),
      clientBusy: spread('clientBusy'),
      cpuMsPerTurn: spread('cpuMsPerTurn'),
      refused: group.reduce((sum, { refused }) => sum + refused, 0),
    }
  })
}

export function spreadOf(values: readonly number[]): Spread {
  return { min: Math.min(...values), median: quantile(values, 0.5), max: Math.max(...values) }
}

const right = (head: string): Column => ({ head, align: 'right' })
const left = (head: string): Column => ({ head, align: 'left' })

const COLUMNS = [
  left('patients'),
  left('server'),
  right('turns/s'),
  right('of bare'),
  right('p50 ms'),
  right('p99 ms'),
  right('CPU ms a turn'),
  right('client busy'),
  right('refused'),
]

export function linesOf({ node, results, process: numbers }: LoadRun): readonly string[] {
  return [
    `over HTTP, Node ${node}: median (least–most) of the rounds`,
    '',
    ...tableOf(
      COLUMNS,
      results.map((result) => [
        nameOf(result.shape),
        result.target,
        shown(result.turnsPerSecond, 0),
        shown(result.ofBare, 2),
        shown(result.msMedian, 1),
        shown(result.msP99, 1),
        shown(result.cpuMsPerTurn, 2),
        `${(100 * result.clientBusy.median).toFixed(0)} %`,
        String(result.refused),
      ]),
    ),
    '',
    ...tableOf(
      [left('the whole server'), right('')],
      [
        ['start to ready, ms', shown(numbers.readyMs, 0)],
        ['resident memory when idle, MiB', shown(numbers.idleMb, 0)],
        [`resident memory after ${numbers.sessions} sessions, MiB`, numbers.afterMb.toFixed(0)],
      ],
    ),
  ]
}

function nameOf({ patients, pauseMs }: Shape): string {
  return pauseMs === undefined ? `${patients}, no pause` : `${patients}, pause ${pauseMs / 1000} s`
}

function shown({ min, median, max }: Spread, digits: number): string {
  const [least, middle, most] = [min, median, max].map((value) => value.toFixed(digits))
  return `${middle} (${least}–${most})`
}
