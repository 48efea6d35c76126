/** How a reply is put together: text with marks in, numbered paragraphs and citations out. */
import type { Content } from '../content/content.js'
import { numberMarks, paragraphsOf, sourcesIn, withoutMarks } from '../content/marks.js'
import type { Table } from '../content/schema.js'
import type { Wording } from '../content/system-schema.js'
import type {
  Person,
  Picture,
  Reply,
  ReplyTable,
  SlotName,
  Suggestion,
  UsedFact,
} from '../types.js'
import { fill, type Filling } from './fill.js'
import { aboutPerson, personWords } from './person.js'
import { showTold } from './show-told.js'

/** The words of a reply before its marks are numbered. */
export interface Draft {
  readonly responseId: string
  /** With source marks; paragraphs are divided by blank lines. */
  readonly text: string
  readonly shortText: string
  readonly used?: readonly SlotName[]
  readonly suggestions?: readonly Suggestion[]
  readonly disclaimer?: string | undefined
  readonly urgency?: Reply['urgency']
  readonly table?: Table | undefined
  readonly picture?: Picture | undefined
  /** Questions to take along to a visit. */
  readonly card?: readonly string[] | undefined
}

/** Numbers the sources in the order in which they first appear, and names the facts that were used. */
export function finish(filling: Filling, draft: Draft): Reply {
  const { table, picture, card } = draft
  const citations = sourcesIn([draft.text, ...(table?.rows.flat() ?? [])].join(' '))
  const because = becauseOf(filling, draft.used ?? [])
  return {
    responseId: draft.responseId,
    paragraphs: paragraphsOf(draft.text).map((paragraph) => numberMarks(paragraph, citations)),
    ...(table !== undefined && { table: numberTable(table, citations) }),
    ...(picture !== undefined && { picture }),
    ...(card !== undefined && { card: { facts: allFacts(filling), questions: card } }),
    shortText: draft.shortText,
    citations,
    because,
    suggestions: draft.suggestions ?? [],
    ...(draft.disclaimer !== undefined && { disclaimer: draft.disclaimer }),
    ...(draft.urgency !== undefined && { urgency: draft.urgency }),
  }
}

/** Everything told, whether or not it changed the words. */
function allFacts(filling: Filling): readonly UsedFact[] {
  return becauseOf(filling, Object.keys(filling.profile.slots) as SlotName[])
}

function numberTable({ caption, columns, rows }: Table, citations: readonly string[]): ReplyTable {
  return {
    caption,
    columns,
    rows: rows.map((cells) => cells.map((cell) => numberMarks(cell, citations))),
  }
}

/** A reply that is one wording of `_system.yml`, with extra values such as `{value}` put in. */
export function say(
  filling: Filling,
  responseId: string,
  {
    wording,
    values = {},
    suggestions = [],
  }: {
    readonly wording: Wording
    readonly values?: Readonly<Record<string, string>>
    readonly suggestions?: readonly Suggestion[]
  },
): Reply {
  const words = personWords(filling.content.system, filling.person)
  const clinic = new Map([...filling.clinic, ...words, ...Object.entries(values)])
  const own = { ...filling, clinic }
  return finish(filling, {
    responseId,
    text: fill(own, wording.text, 'text').text,
    shortText: fill(own, wording.sms ?? withoutMarks(wording.text), 'sms').text,
    suggestions,
  })
}

/** Names told facts as patients say them: "T-score -2.7", "age 67". */
export function becauseOf(filling: Filling, all: readonly SlotName[]): readonly UsedFact[] {
  const { content, profile, person, supposing } = filling
  const used = all.filter((slot) => supposing?.slots[slot] === undefined)
  // "Broke your wrist" says "a past break" as well.
  const isSiteTold =
    profile.slots.priorFracture === true && profile.slots.fractureSite !== undefined
  const named = used.map((slot) => (slot === 'priorFracture' && isSiteTold ? 'fractureSite' : slot))
  return [...new Set(named)].flatMap((slot) => {
    const told = showTold(content, profile.slots, slot)
    if (told === undefined || isImplied(slot, filling)) return []
    const { say, names } = content.system.change
    const label = nameOfFact(content, slot, person).replace('{value}', told)
    return [{ slot, label, change: say.replace('{value}', names[slot]) }]
  })
}

const SEXES = { she: 'female', he: 'male', they: undefined } as const

/** "Your mother" says that she is a woman. */
function isImplied(slot: SlotName, { person, profile }: Filling): boolean {
  return slot === 'sex' && person !== undefined && SEXES[person.pronoun] === profile.slots.sex
}

function nameOfFact({ system }: Content, slot: SlotName, person: Person | undefined): string {
  const own = system.facts[slot]
  if (person === undefined) return own
  return aboutPerson(system, person, system.people.facts[slot] ?? `{person}: ${own}`)
}
