import { FRACTURE_SITES } from '../../slots.js'
import type { FractureSite } from '../../types.js'
import { findPhrases, holdsPhrase, type Phrases } from './phrases.js'
import {
  isNegated,
  spanOf,
  textBefore,
  type Found,
  type Reader,
  type Reading,
  type Span,
} from './reading.js'
import { answerOf, isQuestion } from './yes-no.js'

const BREAK =
  /\b(?:(?:broke|broken|broked)(?! (?:up|down|out|into|even|off)\b)|(?<=\b(?:after|since) )breaking|fractured|fractures?|fractur|fx|cracked|shattered|snapped|collapsed vertebrae?|vertebrae? collapsed|(?<=\b[tl]\d{1,2} (?:has |vertebra )?)collapsed|crushed)\b/g
const NEVER =
  /\b(?:never|not|haven'?t|hasn'?t|havent|didn'?t|no(?: (?:history|record) of| prior| previous| past| known| other| old)?|without|zero|free of)\s+(?:(?:ever|had|have|have had|suffered|any|a|an|yet|really|actually|prior|previous|bone|hip|spine|spinal|vertebral|compression|fragility|i|the|past)\s+){0,5}$/
const HAD =
  /\b(?:i|i've|i'd|ive|my|had|have|got|with a|with an|with two|with my|history of|after breaking|showed|shows|found|since|suffered|sustained|from a|prior|previous|past)\b/
const NOT_YET =
  /\b(?:nothing|will|won't|would|could|can|might|may|should|if|afraid|scared|fear|worried|worry|avoid|prevent|prevents|preventing|reduce|reduces|risk|risks|chance|chances|likely|likelihood|odds|keep from|without|don'?t want|do not want|rather than|lead to|cause|causes|going to|gonna|think|maybe|possibly|wonder|suspect|what is|what are|how (?:do|does|common|long)|does|do|did|stop|less|fewer|more|type of|against|protect|signs?|symptoms?|mean|means)\b[^.;!?]{0,36}$/
/** "can I do yoga with a compression fracture" tells that there is one. */
const WITH_ONE =
  /\b(?:with|after|since|have|from) (?:an?|my|two|three|several|multiple|old) (?:\w+ ){0,2}$|\b(?:after|since) $/
/** "what do I do, I fractured my hip": a plain statement, whatever was asked before it. */
const I_DID =
  /\b(?:i|i've|ive)\s+(?:(?:also|just|recently|once|already|previously|actually|have|had|even|first)\s+)*$/
const DID_I =
  /\b(?:if|think|thought|may|might|maybe|suspect|wonder|worried|afraid|believe|did|could|can|will|would|should|have|sure)\b[^.,;]{0,12}\bi\b[^.,;]*$/
/** Follow the word "fracture" where it names a danger, not a break. */
const ABOUT_RISK =
  /^\s*(?:risk|risks|prevention|probability|calculator|clinic|assessment|liaison|s? in (?:women|men|people))\b/
/** A break and the bone that broke are rarely further apart. */
const SITE_REACH = 40

/** Reads whether a bone broke that says something about osteoporosis, and which one. */
export const readFractures: Reader = (reading) => {
  const { text } = reading
  const breaks = [...text.matchAll(BREAK)].map(spanOf)
  const never = breaks.find((span) => NEVER.test(textBefore(text, span)))
  const told = breaks.filter((span) => span !== never && isTold(reading, span))
  const found = told.flatMap((span) => breakOf(reading, span))
  const serious = PERSONS.flatMap((person) =>
    mostSerious(found.filter((value) => reading.whoseIs(value) === person)),
  )
  if (never !== undefined && isWholeHistory(text, never)) {
    const isContradicted = serious.some(
      (value) => reading.whoseIs(value) === reading.whoseIs(never),
    )
    if (!isContradicted) return [...serious, { slot: 'priorFracture', value: false, ...never }]
  }
  if (serious.length > 0) return serious
  if (reading.awaited === 'priorFracture') return found.length > 0 ? found : readAnswer(reading)
  return reading.awaited === 'fractureSite' ? readSite(reading) : []
}

const PERSONS = ['patient', 'other'] as const

// "no hip fracture" leaves room for a broken wrist, so it answers nothing but itself.
function isWholeHistory(text: string, { start, end }: Span): boolean {
  const around = text.slice(Math.max(0, start - 20), end + 20)
  return !/\b(?:hip|spine|spinal|vertebral|wrist|rib|ankle|leg|arm|back|compression)\b/.test(around)
}

function isTold({ text, awaited, isPersonal }: Reading, span: Span): boolean {
  const before = textBefore(text, span)
  if (WITH_ONE.test(before) && isPersonal) return true
  if (I_DID.test(before) && !DID_I.test(before)) return true
  if (NOT_YET.test(clauseEnd(before)) || ABOUT_RISK.test(text.slice(span.end))) return false
  if (/\b(?:stress|atypical)\s+$/.test(before)) return false
  const isAboutMe =
    HAD.test(clauseEnd(before)) ||
    /^\s+(?:my|her|his|a|an|two|three|\d)\b/.test(text.slice(span.end))
  return isAboutMe || awaited === 'priorFracture' || awaited === 'fractureSite'
}

function clauseEnd(before: string): string {
  return before.split(/[.;!?]|\bbut\b|\bso\b/).at(-1) ?? ''
}

/** What one break says: nothing after a hard knock, in youth, or of a bone that does not count. */
function breakOf(reading: Reading, span: Span): readonly Found[] {
  const { lexicon, text, awaited } = reading
  const clause = sentenceAround(text, span)
  const site = siteNear(reading, span)
  const isHard = holdsPhrase(lexicon.hardKnocks, clause)
  const isYoung =
    site?.site !== 'spine' && (holdsPhrase(lexicon.youth, clause) || isBeforeFifty(clause))
  const isMinor = site === undefined && holdsPhrase(lexicon.minorBones, clause)
  if (isHard || isYoung || isMinor) {
    return awaited === 'priorFracture' ? [{ slot: 'priorFracture', value: false, ...span }] : []
  }
  const told: Found = { slot: 'priorFracture', value: true, ...span }
  if (site === undefined) return isOfThing(reading, span) ? [] : [told]
  const { start, end } = site
  return [told, { slot: 'fractureSite', value: site.site, start, end }]
}

/** "I broke my glasses", "my phone broke": no bone. */
function isOfThing({ lexicon, text }: Reading, { start, end }: Span): boolean {
  const near = text.slice(Math.max(0, start - 16), start) + text.slice(end, end + 24)
  return holdsPhrase(lexicon.brokenThings, near)
}

function isBeforeFifty(clause: string): boolean {
  const age = /\b(?:i was|at age|at the age of|age|at)\s+(\d{1,2})\b(?!\.)/.exec(clause)
  return age !== null && Number(age[1]) < 50
}

function sentenceAround(text: string, { start, end }: Span): string {
  const from = Math.max(0, text.slice(0, start).search(/[^.!?]*$/))
  const to = text.slice(end).search(/[.!?](?:\s|$)/)
  return text.slice(from, to < 0 ? undefined : end + to)
}

interface FoundSite extends Span {
  readonly site: FractureSite
}

/** The most serious bone named with a break: after "broke", before "fracture". */
function siteNear({ lexicon, text }: Reading, { start, end }: Span): FoundSite | undefined {
  const head = text.slice(Math.max(0, start - SITE_REACH), start)
  const clause = head.split(/[.;!?,]|\b(?:and|but) (?=(?:i|my|she|he)\b)/).at(-1) ?? ''
  const tail = /^[^.;!?]*/.exec(text.slice(end, end + SITE_REACH))?.[0] ?? ''
  const before = firstSite(lexicon.fractureSites, clause, start - clause.length)
  const after = firstSite(lexicon.fractureSites, tail, end)
  return /^(?:fractures?|fx)$/.test(text.slice(start, end)) ? (before ?? after) : (after ?? before)
}

function firstSite(
  sites: ReadonlyMap<FractureSite, Phrases>,
  near: string,
  offset: number,
): FoundSite | undefined {
  for (const [site, phrases] of sites) {
    for (const match of findPhrases(phrases, near)) {
      if (isNoBone(near, match[0], spanOf(match)) || isNegated(near, spanOf(match))) continue
      const { start, end } = spanOf(match)
      return { site, start: start + offset, end: end + offset }
    }
  }
  return undefined
}

/** "back in 2019" is no spine, and "a bone" is no place. */
function isNoBone(near: string, word: string, { start }: Span): boolean {
  if (/^bones?$/.test(word)) return true
  if (word !== 'back') return false
  return !/\b(?:my|the|her|his|lower|upper|mid|a broken|broken)\s+$/.test(near.slice(0, start))
}

function mostSerious(found: readonly Found[]): readonly Found[] {
  const rank = (site: FractureSite): number => FRACTURE_SITES.indexOf(site)
  const told = found.find(({ slot, value }) => slot === 'priorFracture' && value === true)
  const [site] = found
    .filter((entity) => entity.slot === 'fractureSite')
    .toSorted((a, b) => rank(a.value) - rank(b.value))
  return [told, site].filter((entity) => entity !== undefined)
}

/** "my hip in 2019" answers; "hip pain" and "is my hip safe" do not. */
function isBoneAnswer(text: string): boolean {
  const isOther =
    /\b(?:pain|hurts?|sore|aches?|score|replacement|surgery|exercises?|not sure|don'?t know|maybe)\b|-\d/
  return text.split(/\s+/).length <= 12 && !isQuestion(text) && !isOther.test(text)
}

/** Reads "yes, my wrist", "no", "my hip in 2019" as answers to whether a bone broke. */
function readAnswer(reading: Reading): readonly Found[] {
  const { lexicon, text } = reading
  const answer = answerOf(text)
  const span = { start: 0, end: text.length }
  const none: Found = { slot: 'priorFracture', value: false, ...span }
  if (answer === false) return [none]
  if (/^\W*not since\b/.test(text) && holdsPhrase(lexicon.youth, text)) return [none]
  if (answer === undefined && !isBoneAnswer(text)) return []
  const site = firstSite(lexicon.fractureSites, text, 0)
  const isNone =
    holdsPhrase(lexicon.hardKnocks, text) ||
    (site === undefined && holdsPhrase(lexicon.minorBones, text)) ||
    (site?.site !== 'spine' && (holdsPhrase(lexicon.youth, text) || isBeforeFifty(text)))
  if (isNone) return [none]
  if (site === undefined)
    return answer === true ? [{ slot: 'priorFracture', value: true, ...span }] : []
  const { start, end } = site
  return [
    { slot: 'priorFracture', value: true, ...span },
    { slot: 'fractureSite', value: site.site, start, end },
  ]
}

function readSite({ lexicon, text }: Reading): readonly Found[] {
  const site = firstSite(lexicon.fractureSites, text, 0)
  if (site === undefined) return []
  return [{ slot: 'fractureSite', value: site.site, start: site.start, end: site.end }]
}
