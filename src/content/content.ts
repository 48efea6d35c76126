import type { ActExamples, DialogueActsFile, EntitiesFile } from './entity-schema.js'
import type { ConsentWordsFile } from './consent-words-schema.js'
import type { EllipsisFile } from './ellipsis-schema.js'
import type { Facts } from './facts-schema.js'
import type { FollowUps } from './follow-up-schema.js'
import type { RedFlagExamples, RedFlagResponses, RedFlagRules } from './red-flag-schema.js'
import type { Intent, Lines, Response, Sources } from './schema.js'
import type { System } from './system-schema.js'
import type { TopicsFile } from './topics-schema.js'

/** Everything that clinicians own, loaded, checked and frozen once at start. */
export interface Content {
  readonly intents: ReadonlyMap<string, Intent>
  readonly responses: ReadonlyMap<string, Response>
  /** Utterances that are not ours to answer. */
  readonly noneExamples: readonly string[]
  /** What patients tell and ask nothing, and that is no danger: "I'm 67". */
  readonly toldExamples: readonly string[]
  readonly lines: Lines
  readonly system: System
  /** What the clinic's programmes send by text message, and when. */
  readonly followUps: FollowUps
  readonly sources: Sources
  readonly facts: Facts
  readonly topics: TopicsFile
  readonly ellipsis: EllipsisFile
  readonly entities: EntitiesFile
  readonly actExamples: ActExamples
  readonly consentWords: ConsentWordsFile
  readonly dialogueActs: DialogueActsFile
  readonly redFlagRules: RedFlagRules
  readonly redFlagExamples: RedFlagExamples
  readonly redFlagWording: RedFlagResponses
}

/** What the dialogue has to know of the content: which intents there are, and which are answered. */
export type Repertoire = Pick<Content, 'intents'> & {
  readonly responses: Pick<ReadonlyMap<string, unknown>, 'has'>
}

/** Whether the bot can do something about an intent: answer it, or act on it. */
export function isOffered({ intents, responses }: Repertoire, intent: string): boolean {
  return responses.has(intent) || intents.get(intent)?.act !== undefined
}
