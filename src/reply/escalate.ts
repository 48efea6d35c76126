/** Words an emergency, alone or with others, as rule 2 of the fact base's red flags says. */
import type { RedFlagResponses, RedFlagWording } from '../content/red-flag-schema.js'
import type { RedFlag, Reply } from '../types.js'
import { finish } from './draft.js'
import { fill, type Filling } from './fill.js'
import { aboutPerson } from './person.js'

const SUICIDE = 'suicide_self_harm'
const OVERDOSE = 'overdose'
const MAX_LINES = 2

interface Words {
  readonly text: string
  readonly sms: string
}

/**
 * Words the reply to danger signs.
 *
 * @param flags At least one, most urgent first, each with words in `_red_flags.yml`.
 */
export function escalate(filling: Filling, flags: readonly RedFlag[]): Reply {
  const wording = filling.content.redFlagWording
  const words = wordsFor(wording, flags)
  const sources = [...new Set(flags.flatMap(({ id }) => wording.flags[id]?.sources ?? []))]
  const marks = sources.map((id) => `[@${id}]`).join('')
  return finish(filling, {
    responseId: `escalate.${flags.map(nameOf).join('+')}`,
    text: fill(filling, `${words.text} ${marks}`, 'text').text,
    shortText: fill(filling, words.sms, 'sms').text,
    suggestions: flags.some(isTakenBack) ? [{ text: filling.content.system.not_now }] : [],
    urgency: flags[0]?.urgency ?? 'emergency',
  })
}

/** The one question that a sign in doubt is asked about, after a line that says what to do if it is so. */
export function checkQuestion(filling: Filling, flag: RedFlag): Reply {
  const { content } = filling
  const wording = content.redFlagWording.flags[flag.id]
  const first = flag.urgency === 'soon' ? '' : content.system.if_now[flag.urgency]
  // Told for certain before: what matters now is whether it goes on.
  const isStill = flag.certainty === 'certain' && flag.id !== SUICIDE
  const question = checkFor(filling, isStill, wording?.check ?? '')
  const text = fill(filling, `${first} ${question}`, 'sms').text
  return finish(filling, {
    responseId: `ask.safetyCheck.${flag.id}`,
    text,
    shortText: `${text} Reply YES or NO.`,
    suggestions: [{ text: 'Yes' }, { text: 'No' }],
    urgency: 'same_day',
  })
}

/** A check asks "you"; while the talk is about somebody else, it may be either. */
function checkFor({ content, person }: Filling, isStill: boolean, check: string): string {
  const { still_happening: still, people } = content.system
  if (person === undefined) return isStill ? still : check
  const words = isStill ? people.still_happening : `${check} ${people.check_for}`
  return aboutPerson(content.system, person, words)
}

function wordsFor(wording: RedFlagResponses, flags: readonly RedFlag[]): Words {
  const [first, second] = spokenFor(flags)
  const main = first && wordsOf(wording.flags[first.id], first)
  // A conversation may be older than the content: a flag that has no words any more still gets these.
  if (main === undefined) return general(wording)
  if (second === undefined) return main
  if (flags.some(isFor911)) return combined(wording, flags)
  const line = wording.flags[second.id]?.line ?? ''
  // Two whole texts do not fit one message: the text is the more urgent one's.
  return { text: `${main.text}\n\n${line}`, sms: main.sms }
}

/** Thoughts of suicide with no plan at hand and nothing taken go to the lifeline first, not to 911. */
function isFor911({ id, variant, urgency }: RedFlag): boolean {
  return urgency === 'emergency' && (id !== SUICIDE || variant !== undefined)
}

/** The wording for a suicide with pills taken, or with the danger near, speaks for the overdose too. */
function spokenFor(flags: readonly RedFlag[]): readonly RedFlag[] {
  const suicide = flags.find(({ id }) => id === SUICIDE)
  const isOneText = flags.every(({ id }) => id === SUICIDE || id === OVERDOSE)
  return suicide?.variant !== undefined && isOneText ? [suicide] : flags
}

/** An emergency that a press of a button may take back; thoughts of suicide are asked about in words. */
function isTakenBack({ id, urgency }: RedFlag): boolean {
  return urgency === 'emergency' && id !== SUICIDE
}

/** "Call 911 now.", one action for each of the two most urgent, the lifeline, and who we are. */
function combined({ general, flags: words }: RedFlagResponses, flags: readonly RedFlag[]): Words {
  const lines = flags.filter(({ id }) => id !== SUICIDE).slice(0, MAX_LINES)
  const lifeline = flags.filter(({ id }) => id === SUICIDE)
  const said = [general.opener, ...[...lines, ...lifeline].map(({ id }) => words[id]?.line ?? '')]
  return { text: [...said, general.closer].join(' '), sms: said.join(' ') }
}

function wordsOf(wording: RedFlagWording | undefined, flag: RedFlag): Words | undefined {
  return flag.variant === undefined ? wording : (wording?.variants[flag.variant] ?? wording)
}

function nameOf({ id, variant }: RedFlag): string {
  return variant === undefined ? id : `${id}.${variant}`
}

function general({ general: { opener, closer } }: RedFlagResponses): Words {
  return { text: `${opener} ${closer}`, sms: opener }
}
