import type { Decision, Entity, Person, Reply, SlotName, SlotQuestion } from '../types.js'
import { becauseOf, finish, say } from './draft.js'
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
  if (!isVague) return askBack(filling, doubted)
  // A month is no misunderstanding: its day is asked for.
  return askFor(filling, slot === 'monthsSinceDose' ? decision : { ...decision, about: 'again' })
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

function askFor(filling: Filling, decision: AskDecision): Reply {
  const { asks, ask_again: again, asked_before: before } = filling.content.system
  const { slot, about } = decision
  const { replies } = asks[slot]
  const { text, why, sms } = questionAbout(filling, slot)
  const words = {
    first: `${text} ${why}`,
    why: `${why} ${text}`,
    again: `${again.text} ${text} ${again.after}`,
    resumed: `${before.text} ${text}`,
  }[about ?? 'first']
  const lead = leadOf(filling, decision)
  const shortLead = [
    ...lead.sms,
    ...(about === 'again' ? [again.sms] : []),
    ...(about === 'resumed' ? [before.sms] : []),
  ]
  return finish(filling, {
    responseId: `ask.${slot}`,
    text: [...lead.text, words].join(' '),
    shortText: [...shortLead, sms].join(' '),
    suggestions: replies.map((reply) => ({ text: reply })),
  })
}

/** What stands before a question of a talk: what was taken in out of turn, and how far it has come. */
function leadOf(filling: Filling, { step: asked, noted = [] }: AskDecision) {
  // "Question 1 of 1" tells nothing.
  const step = asked?.of === 1 ? undefined : asked
  const { step: mark, noted_in_talk: taken } = filling.content.system
  const facts = becauseOf(filling, noted).map(({ label }) => label)
  const isNoted = facts.length > 0
  return {
    text: [
      ...(isNoted ? [taken.text.replace('{facts}', facts.join(', '))] : []),
      ...(step === undefined ? [] : [withNumbers(mark.text, step)]),
    ],
    sms: [
      ...(isNoted ? [taken.sms] : []),
      ...(step === undefined ? [] : [withNumbers(mark.sms, step)]),
    ],
  }
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
