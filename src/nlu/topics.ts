/** Hears a subject that is only named: "calcium", "info on prolia please". */
import type { TopicsFile } from '../content/topics-schema.js'
import { compilePhrases, withoutPhrases } from './entity/phrases.js'
import { normalize } from './normalize.js'

/** The subjects of `_topics.yml`, made ready to compare with: what to offer, by each of their names. */
export type Topics = ReadonlyMap<string, readonly string[]>

const AROUND = compilePhrases([
  ...[
    'about',
    'info',
    'information',
    'info on',
    'info about',
    'information on',
    'information about',
  ],
  ...['question about', 'questions about', 'a question about', 'i have a question about'],
  ...[
    'help with',
    'i need help with',
    'please',
    'hi',
    'hello',
    'the',
    'my',
    'advice on',
    'regarding',
  ],
])

export function makeTopics(file: TopicsFile): Topics {
  return new Map(
    Object.values(file).flatMap(({ words, offers }) =>
      words.map((word) => [plain(word), offers] as const),
    ),
  )
}

/** The intents to offer for a message that is nothing but the name of a subject; none for any other. */
export function hearTopic(topics: Topics, utterance: string): readonly string[] {
  const text = normalize(utterance).text
  return topics.get(plain(text)) ?? topics.get(plain(withoutPhrases(AROUND, text))) ?? []
}

function plain(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
}
