import type { Decision, Entity, Person, Reply, SlotName, SlotQuestion } from '../types.js'
import { finish, say } from './draft.js'
import { aboutPerson, personWords } from './person.js'
import { showTold } from './show-told.js'
import type { Filling } from './fill.js'

type AskDecision = SlotQuestion
type PersonDecision = Extract<Decision, { slot: 'person' }>

/** Asks for one slot with its reason, or asks a value in doubt back. */
export function ask(filling: Filling, decision: AskDecision): Reply {
  const { doubted, slot } = decision
  if (doubted?.doubt === undefined) return askFor(filling, decision)
  // "About how many years?" fits an age alone.
  const isVague = doubted.doubt === 'vague' && slot !== 'ageYears'
  return isVague ? askFor(filling, { ...decision, about: 'again' }) : askBack(filling, doubted)
}

/** Asks whose case it is: "For yourself or for someone else?". */
export function askWhose(
  filling: Filling,
  { about, other }: PersonDecision,
  known?: Person,
): Reply {
  const { system } = filling.content
  const { whose, instead } = system.people
  const replies = about === 'whose' ? whose.replies : ['Yes', 'No']
  const before = personWords(system, known).get('person') ?? ''
  return say({ ...filling, person: other }, `ask.person.${about}`, {
    wording: about === 'whose' ? whose : instead,
    values: { before },
    suggestions: replies.map((text) => ({ text })),
  })
}

function askFor(filling: Filling, { slot, about, step }: AskDecision): Reply {
  const { asks, ask_again: again, asked_before: before, step: mark } = filling.content.system
  const { replies } = asks[slot]
  const { text, why, sms } = questionAbout(filling, slot)
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

function questionAbout({ content: { system }, person }: Filling, slot: SlotName) {
  const { text, why, sms } = system.asks[slot]
  if (person === undefined) return { text, why, sms }
  const { about_other: line, asks } = system.people
  const question = asks[slot] ?? {
    text: `${line.text} ${text}`,
    why,
    sms: `${line.sms} ${sms}`,
  }
  return {
    text: aboutPerson(system, person, question.text),
    why: aboutPerson(system, person, question.why),
    sms: aboutPerson(system, person, question.sms),
  }
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
