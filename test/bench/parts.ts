/** How long a turn and its parts take. */
import { recordFacts, lastTold } from '../../src/dialogue/record-facts.js'
import { decide } from '../../src/dialogue/decide.js'
import { quantile } from '../../src/measure/quantile.js'
import { findEntities } from '../../src/nlu/entities.js'
import { hearRedFlags } from '../../src/nlu/hear-red-flags.js'
import { findRedFlags } from '../../src/nlu/red-flags.js'
import { understand } from '../../src/nlu/understand.js'
import { composeReply } from '../../src/reply/compose.js'
import { matters } from '../../src/reply/matters.js'
import { slotsOf } from '../../src/slots.js'
import { takeTurn, type ReadyContent } from '../../src/turn.js'
import type { PlayedTurn } from './mix.js'

export interface PartTimes {
  readonly part: string
  readonly microsMedian: number
  readonly microsP99: number
  /** Of the time of all turns; a part of a part counts in both. */
  readonly shareOfTurn: number
}

type Part = (played: PlayedTurn) => void

/** Rounds before the first that counts: from then on V8 has compiled what it will, as in a server that has run for a minute. */
const WARM_UP = 10

/** Times each part on all turns, as often as asked, after it has been warmed up. */
export function timeParts(
  content: ReadyContent,
  played: readonly PlayedTurn[],
  rounds: number,
): readonly PartTimes[] {
  const timed = Object.entries(partsOf(content)).map(([part, run]) => {
    const micros = Array.from({ length: WARM_UP + rounds }, () =>
      played.map((turn) => time(run, turn)),
    )
      .slice(WARM_UP)
      .flat()
    return { part, micros, sum: micros.reduce((sum, each) => sum + each, 0) }
  })
  const whole = timed[0]?.sum ?? 0
  return timed.map(({ part, micros, sum }) => ({
    part,
    microsMedian: quantile(micros, 0.5),
    microsP99: quantile(micros, 0.99),
    shareOfTurn: sum / whole,
  }))
}

function time(run: Part, played: PlayedTurn): number {
  const start = performance.now()
  run(played)
  return (performance.now() - start) * 1000
}

/** The turn first, then what it is made of; a dot stands before a part of the part above. */
function partsOf(content: ReadyContent): Readonly<Record<string, Part>> {
  const { ears, clinic } = content
  const { classify, redFlags, lexicon } = ears
  return {
    takeTurn: ({ session, message }) => void takeTurn(content, session, message),
    understand: ({ session, message }) =>
      void understand(ears, message, {
        slots: slotsOf(session.slots),
        awaited: session.awaited,
        lastTold: lastTold(session),
      }),
    '· classify': ({ message }) => void classify(message.utterance),
    '· red flags': ({ session, message }) =>
      void hearRedFlags(redFlags, { ...message, slots: slotsOf(session.slots) }),
    '· · rules': ({ session, message }) =>
      void findRedFlags(redFlags.detector, { ...message, slots: slotsOf(session.slots) }),
    '· · detector': ({ message }) => void redFlags.suspect(message.utterance),
    '· entities': ({ message }) => void findEntities(lexicon, message),
    decide: ({ session, message, turn }) => {
      const told = recordFacts(session, turn.understanding)
      decide({
        repertoire: content,
        session: told,
        heard: turn.understanding,
        channel: message.channel,
        matters: (intent, slot) => matters(content, { intent, slot }, slotsOf(told.slots)),
        isChanged: () => true,
      })
    },
    compose: ({ session, message, turn }) => {
      const told = recordFacts(session, turn.understanding)
      composeReply(content, turn.decision, { session: told, channel: message.channel, clinic })
    },
  }
}
