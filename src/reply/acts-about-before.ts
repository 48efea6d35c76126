/** Words about what was said before: where it came from, and what the last conversation was about. */
import type { Reply } from '../types.js'
import { buttonsFor, FIRST_TOPICS } from './answer.js'
import { say } from './draft.js'
import type { Filling } from './fill.js'

/** More of them would not be read, and a text message has no room. */
const MAX_NAMED = 4
const MAX_NAMED_SHORT = 2

/** Names the sources of the last answer in words: organisation and year. */
export function sources(filling: Filling, citations: readonly string[]): Reply {
  const { system } = filling.content
  const named = [...new Set(citations.flatMap((id) => nameOf(filling, id)))]
  const { text, sms = text } = system.acts.sources
  const reply = say(filling, 'act.sources', {
    wording: { text, sms },
    values: { sources: listed(named, MAX_NAMED) },
    suggestions: buttonsFor(filling.content, ['how_do_you_know']),
  })
  const short = say(filling, 'act.sources', {
    wording: { text, sms },
    values: { sources: listed(named, MAX_NAMED_SHORT) },
  })
  return { ...reply, shortText: short.shortText }
}

function nameOf({ content }: Filling, id: string): readonly string[] {
  const source = content.sources[id]
  if (source === undefined) return []
  const { organisation, year } = source
  return [year === undefined ? organisation : `${organisation} (${year})`]
}

function listed(names: readonly string[], max: number): string {
  const shown = names.slice(0, max)
  return names.length > max ? [...shown, 'others'].join('; ') : shown.join('; ')
}

/** Greets somebody who was here before; the titles of the questions are all that is told of it. */
export function welcomeBack(filling: Filling, topicBefore: readonly string[]): Reply {
  const { content } = filling
  const before = buttonsFor(content, topicBefore).slice(0, 1)
  return say(filling, 'act.welcome_back', {
    wording: content.system.acts.welcome_back,
    values: { topics: before.map(({ text }) => text).join(' ') },
    suggestions: [...before, ...buttonsFor(content, FIRST_TOPICS)]
      .filter(({ intent }, i, all) => all.findIndex((other) => other.intent === intent) === i)
      .slice(0, 3),
  })
}
