/** A small made-up content, and builders for what the bot hears and remembers. */
import { loadContent } from '../../src/content/load.js'
import type { Content } from '../../src/content/content.js'
import { signedUntil } from '../../src/content/signature.js'
import { makeActPhrases } from '../../src/nlu/dialogue-acts.js'
import { makeFactNames } from '../../src/nlu/changed-fact.js'
import { makeConsentWords } from '../../src/nlu/consent-words.js'
import { makeEllipsisWords } from '../../src/nlu/ellipsis.js'
import { makeJointSubjects } from '../../src/nlu/joint-subjects.js'
import { makeLexicon } from '../../src/nlu/entity/lexicon.js'
import { makeTopics } from '../../src/nlu/topics.js'
import { nothingHeard } from '../../src/nlu/understand.js'
import { compileRedFlags } from '../../src/nlu/red-flags.js'
import type { ReadyContent } from '../../src/turn.js'
import type { Clinic, Entity, RedFlag, Session, Slots, Understanding } from '../../src/types.js'
import { aSession as aBlankSession } from './records.js'

/** Folder of the made-up content. */
export const MADE_UP = 'test/fixtures/content'

export const aClinic: Clinic = {
  name: 'Bone Clinic',
  timeZone: 'America/New_York',
  emergencyNumber: '911',
  retentionDays: 90,
}

let loaded: Content | undefined

/** The made-up content, loaded once a test file, with parts replaced. */
export function aContent(changes: Partial<Content> = {}): Content {
  loaded ??= loadContent(MADE_UP)
  return { ...loaded, ...changes }
}

/** Made-up content that hears by its own word lists, and takes each title for its intent. */
export function aReadyContent(changes: Partial<Content> = {}): ReadyContent {
  const content = aContent(changes)
  return {
    ...content,
    clinic: aClinic,
    signed: signedUntil(content),
    ears: {
      classify: () => [],
      redFlags: {
        detector: compileRedFlags(content.redFlagRules),
        suspect: () => ({ flag: 'fainting', margin: -2 }),
      },
      topics: makeTopics(content.topics),
      factNames: makeFactNames(content.system),
      ellipsis: makeEllipsisWords(content.ellipsis),
      jointSubjects: makeJointSubjects(content.ellipsis),
      lexicon: makeLexicon(content.entities, content.facts.foods),
      actPhrases: makeActPhrases(content.dialogueActs),
      consentWords: makeConsentWords(content.consentWords),
      phoneCountry: 'US',
      questions: { asks: content.system.asks, units: content.system.doubts.no_unit },
      titles: new Map([...content.intents].map(([id, { title }]) => [title.toLowerCase(), id])),
    },
  }
}

/** A session in which these facts were told in the first turn. */
export function aSession(facts: Slots = {}, changes: Partial<Session> = {}): Session {
  const told = Object.entries(facts).map(([slot, value]) => [slot, { value, toldInTurn: 1 }])
  return aBlankSession({
    turns: 3,
    slots: Object.fromEntries(told) as Session['slots'],
    ...changes,
  })
}

/** What is heard in an utterance that means nothing, with these parts of meaning. */
export function aHeard(changes: Partial<Understanding> = {}): Understanding {
  return { ...nothingHeard('something'), ...changes }
}

/** The intents heard, best first; one alone is heard surely. */
export function hearing(
  ...intents: readonly (string | readonly [string, number])[]
): Pick<Understanding, 'intents'> {
  return {
    intents: intents.map((given) => {
      const [intent, confidence] = typeof given === 'string' ? [given, 0.99] : given
      return { intent, confidence }
    }),
  }
}

/** A T-score read in an utterance. */
export function aScore(
  value: number,
  changes: Pick<Partial<Entity>, 'doubt' | 'about'> = {},
): Entity {
  return { slot: 'tScore', value, start: 0, end: 4, about: 'patient', ...changes }
}

export function aFlag(id: string, changes: Partial<RedFlag> = {}): RedFlag {
  return { id, urgency: 'emergency', certainty: 'certain', ...changes }
}
