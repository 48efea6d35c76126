import type { Decision, Entity, Reply } from '../types.js'
import { finish, say } from './draft.js'
import { showTold } from './show-told.js'
import type { Filling } from './fill.js'

type AskDecision = Exclude<Extract<Decision, { kind: 'ask' }>, { slot: 'safetyCheck' }>

/** Asks for one slot with its reason, or asks a value in doubt back. */
export function ask(filling: Filling, decision: AskDecision): Reply {
  const { doubted, slot } = decision
  if (doubted?.doubt === undefined) return askFor(filling, decision)
  // "About how many years?" fits an age alone.
  const isVague = doubted.doubt === 'vague' && slot !== 'ageYears'
  return isVague ? askFor(filling, { ...decision, about: 'again' }) : askBack(filling, doubted)
}

function askFor(filling: Filling, { slot, about, step }: AskDecision): Reply {
  const { asks, ask_again: again, asked_before: before, step: mark } = filling.content.system
  const { text, why, sms, replies } = asks[slot]
  const words = {
    first: `${text} ${why}`,
    why: `${why} ${text}`,
    again: `${again.text} ${text} ${again.after}`,
    resumed: `${before.text} ${text}`,
  }[about ?? 'first']
  const opening = step === undefined ? [] : [withNumbers(mark.text, step)]
  const shortOpening = [
    ...(step === undefined ? [] : [withNumbers(mark.sms, step)]),
    ...(about === 'again' ? [again.sms] : []),
    ...(about === 'resumed' ? [before.sms] : []),
  ]
  return finish(filling, {
    responseId: `ask.${slot}`,
    text: [...opening, words].join(' '),
    shortText: [...shortOpening, sms].join(' '),
    suggestions: replies.map((reply) => ({ text: reply })),
  })
}

function askBack(filling: Filling, { slot, value, doubt = 'several' }: Entity): Reply {
  const { system } = filling.content
  const shown = showTold(filling.content, { [slot]: value }, slot) ?? ''
  const noUnit = system.doubts.no_unit[slot]
  const opposite = shown.replace(/^[-+]/, '')
  const replies = {
    missing_sign: [shown, `+${opposite}`],
    implausible: ['Yes', 'No'],
    unlikely: ['Yes', 'No'],
    no_unit: noUnit?.replies ?? [],
    vague: [],
    several: [],
  }[doubt]
  return say(filling, `ask.${slot}.${doubt}`, {
    wording: doubt === 'no_unit' ? (noUnit ?? system.doubts.several) : system.doubts[doubt],
    values: { value: shown, opposite },
    suggestions: replies.map((text) => ({ text })),
  })
}

function withNumbers(mark: string, { number, of }: NonNullable<AskDecision['step']>): string {
  return mark.replace('{number}', String(number)).replace('{of}', String(of))
}
