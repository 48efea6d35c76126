import type { DialogueActsFile } from '../content/entity-schema.js'
import type { DialogueAct } from '../types.js'
import {
  compilePhrases,
  endOfPhrase,
  findPhrases,
  placeAt,
  type Phrases,
  type Place,
} from './entity/phrases.js'
import { normalize } from './normalize.js'

/** What the classifier calls an act, so that it is told from an intent: `act.repeat`. */
export const ACT_PREFIX = 'act.'

/** The phrases of `_dialogue_acts.yml`, made ready to search with. */
export interface ActPhrases {
  readonly fillers: Phrases
  readonly acts: readonly PatternsOfAct[]
}

interface PatternsOfAct {
  readonly act: DialogueAct
  readonly whole: Phrases
  readonly opening: Phrases | undefined
  readonly beforePause: Phrases | undefined
  readonly anywhere: Phrases | undefined
}

/** Longer utterances are questions or stories, whatever phrase they hold. */
const MAX_SHORT_WORDS = 14
/** "no, sorry, I meant…" is the longest chain worth following. */
const MAX_CHAIN = 4

/** Makes the phrases of `_dialogue_acts.yml` ready to search with; once, at the start. */
export function makeActPhrases(file: DialogueActsFile): ActPhrases {
  const entries = Object.entries(file.acts) as [
    DialogueAct,
    DialogueActsFile['acts'][DialogueAct],
  ][]
  return {
    fillers: compilePhrases(file.fillers),
    acts: entries.map(([act, { whole, opening, beforePause, anywhere }]) => ({
      act,
      whole: compilePhrases([...whole, ...opening, ...beforePause]),
      opening: opening.length > 0 ? compilePhrases(opening) : undefined,
      beforePause: beforePause.length > 0 ? compilePhrases(beforePause) : undefined,
      anywhere: anywhere.length > 0 ? compilePhrases(anywhere) : undefined,
    })),
  }
}

/** What an utterance does rather than asks. */
export interface FoundActs {
  /** In the order in which they are said. */
  readonly acts: readonly DialogueAct[]
  /** There is nothing else in it: "no, never" but not "no, I fell". */
  readonly isBareReply: boolean
}

/** Finds what an utterance does rather than asks. */
export function findActs(phrases: ActPhrases, utterance: string): FoundActs {
  const text = tidy(normalize(utterance).text)
  const { acts: chain, isWhole } = readChain(phrases, text)
  const acts = new Set(chain)
  if (text.split(' ').length <= MAX_SHORT_WORDS) {
    for (const { act, anywhere } of phrases.acts) {
      if (anywhere !== undefined && saysUndenied(text, anywhere)) acts.add(act)
    }
  }
  if (LONG_AGO.test(text)) acts.add('safe')
  if (REPLACED_NUMBER.test(text) || RATHER_NUMBER.test(text)) acts.add('correction')
  return { acts: withoutContradiction([...acts]), isBareReply: isWhole && chain.length > 0 }
}

/** "No, that was five years ago", of what sounded like an emergency. */
const LONG_AGO =
  /^(?:(?:no|nope|oh|sorry|not now|i mean|but)\W+)*(?:that|it|this)(?:'s| is| was| all was| happened| all happened)+(?: back| already| about| like| over)* (?:in (?:19|20)\d\d|(?:\w+ ){1,2}(?:years?|months?) ago|(?:many |some )?years ago|last year|a long time ago|long ago|ages ago)\W*$/

/** "71 not 17" corrects a number without any word that says so. */
const REPLACED_NUMBER = /(?:^|\s)-?\d[\d.]*,? not (?:-|minus |negative )?\d[\d.]*\W*$/

/** "Actually 84", "no, actually it's 84 kilos". */
const RATHER_NUMBER =
  /^(?:(?:no|oh|sorry|wait)\W+)*actually,? (?:it'?s |it is |about )?-?\d[\d.]*(?: [a-z]+)?\W*$/

function tidy(text: string): string {
  return (
    text
      // Skin tones and the like change nothing.
      .replace(/[\u{1f3fb}-\u{1f3ff}\ufe0f♀♂]/gu, '')
      .replace(/([a-z])\1{2,}/g, '$1')
      .replace(/\s+/g, ' ')
      .trim()
  )
}

/** Reads acts from the left until something else begins. */
function readChain(
  phrases: ActPhrases,
  text: string,
): { readonly acts: readonly DialogueAct[]; readonly isWhole: boolean } {
  const found: { act: DialogueAct; mayOpen: boolean }[] = []
  let at = skip(phrases, text, 0)
  while (at < text.length && found.length < MAX_CHAIN) {
    const best = longestAt(phrases.acts, placeAt(text, at))
    if (best === undefined) break
    found.push(best)
    at = skip(phrases, text, best.end)
  }
  const isWhole = at >= text.length
  return { acts: found.filter(({ mayOpen }) => isWhole || mayOpen).map(({ act }) => act), isWhole }
}

interface ReadAct {
  readonly act: DialogueAct
  readonly mayOpen: boolean
  readonly end: number
}

function longestAt(acts: readonly PatternsOfAct[], place: Place): ReadAct | undefined {
  let best: ReadAct | undefined
  for (const { act, whole, opening, beforePause } of acts) {
    const end = endOfPhrase(whole, place)
    if (end === undefined || (best !== undefined && end <= best.end)) continue
    const isOpening = opening !== undefined && endOfPhrase(opening, place) !== undefined
    const isPaused =
      beforePause !== undefined &&
      endOfPhrase(beforePause, place) === end &&
      /^\s*(?:[,.;:!]|-\s)/.test(place.text.slice(end))
    best = { act, mayOpen: isOpening || isPaused, end }
  }
  return best
}

// Punctuation and words such as "please" stand between acts and around them; "uh huh" is no filler.
function skip({ fillers, acts }: ActPhrases, text: string, from: number): number {
  let at = from
  for (;;) {
    const pause = /^[^\p{L}\p{N}\p{Extended_Pictographic}'+]+/u.exec(text.slice(at))
    if (pause !== null) at += pause[0].length
    const place = placeAt(text, at)
    const end = endOfPhrase(fillers, place)
    if (end === undefined) return at
    const act = longestAt(acts, place)
    if (act !== undefined && act.end > end) return at
    at = end
  }
}

// "please don't stop texting me" asks for the opposite.
function saysUndenied(text: string, anywhere: Phrases): boolean {
  return findPhrases(anywhere, text).some(
    ({ index }) =>
      !/\b(?:don'?t|do not|never|why did you|did you|not) (?:\w+ )?$/.test(text.slice(0, index)),
  )
}

function withoutContradiction(acts: readonly DialogueAct[]): readonly DialogueAct[] {
  const isUnsure = acts.includes('notSure') || acts.includes('ratherNotSay')
  return isUnsure ? acts.filter((act) => act !== 'yes' && act !== 'no') : acts
}
