/** How well each sign of danger is heard, and how often it is raised for nothing. */
import { flagsRaised } from './decided.js'
import type { Played } from './score.js'

/** Counts of messages. */
export interface FlagScore {
  readonly flag: string
  /** Must be raised. */
  readonly positives: number
  /** Of these, escalated and asked about, as this flag or another. */
  readonly escalated: number
  readonly checked: number
  /** Of these, raised as this very flag. */
  readonly asItself: number
  /** Messages that are not urgent and were escalated, or asked about, as this flag. */
  readonly falselyEscalated: number
  readonly falselyChecked: number
}

/** Scores each flag that had to be raised or was, by name. */
export function scoreFlags(played: readonly Played[]): readonly FlagScore[] {
  const isFalse = ({ asked, grade }: Played): boolean =>
    asked.task !== 'urgent' && grade !== 'right'
  const meant = played.map(({ asked }) => asked.mustRaise)
  const raised = played.filter(isFalse).flatMap(({ decision }) => idsRaised(decision))
  const flags = [...new Set([...meant, ...raised])].filter((flag) => flag !== undefined).sort()
  return flags.map((flag) => {
    const own = played.filter(({ asked }) => asked.mustRaise === flag)
    const alarms = played
      .filter(isFalse)
      .filter(({ decision }) => idsRaised(decision).includes(flag))
    return {
      flag,
      positives: own.length,
      escalated: countOf(own, 'escalated'),
      checked: countOf(own, 'checked'),
      asItself: own.filter(({ decision }) => idsRaised(decision).includes(flag)).length,
      falselyEscalated: countOf(alarms, 'escalated'),
      falselyChecked: countOf(alarms, 'checked'),
    }
  })
}

function idsRaised(decision: Played['decision']): readonly string[] {
  return flagsRaised(decision).map(({ id }) => id)
}

function countOf(played: readonly Played[], outcome: Played['outcome']): number {
  return played.filter((one) => one.outcome === outcome).length
}
