/** Words about somebody else: "your mother", and the line that says who "you" is. */
import { fillPlaceholders } from '../content/marks.js'
import { fitsTextMessage } from '../content/placeholders.js'
import type { System } from '../content/system-schema.js'
import type { Person, Reply } from '../types.js'

/** What a text about somebody puts in for `{person}` and the like; nothing when it is about the patient. */
export function personWords(
  { people }: System,
  person: Person | undefined,
): ReadonlyMap<string, string> {
  if (person === undefined) return new Map()
  const { name, whom = name } = people.names[person.relation]
  const { them, their } = people.pronouns[person.pronoun]
  return new Map([
    ['person', name],
    ['whom', whom],
    ['them', them],
    ['their', their],
  ])
}

/** Puts words about somebody into a text. */
export function aboutPerson(system: System, person: Person, text: string): string {
  const words = personWords(system, person)
  return fillPlaceholders(text, (name) => words.get(name) ?? `{${name}}`)
}

/** Says first for whom an answer is, because reviewed words say "you"; in a text message where it still fits. */
export function withPersonLine(system: System, person: Person | undefined, reply: Reply): Reply {
  if (person === undefined) return reply
  const { text, sms } = system.people.about_other
  const shortText = `${aboutPerson(system, person, sms)} ${reply.shortText}`
  return {
    ...reply,
    paragraphs: [aboutPerson(system, person, text), ...reply.paragraphs],
    ...(fitsTextMessage(shortText) && { shortText }),
  }
}
