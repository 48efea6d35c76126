/** What a clinician signs: the words of one answer, and all that is said or shown with them. */
import type { Content } from './content.js'
import type { Facts } from './facts-schema.js'
import { placeholdersIn, sourcesIn } from './marks.js'
import { pictureName, type PictureName } from './picture-schema.js'
import type { Lines, Response, Reviewed, Source, When } from './schema.js'
import type { Wording } from './system-schema.js'

/** The wording of all emergencies, signed as a whole. */
export const RED_FLAGS = '_red_flags'
/** Everything else that the bot says and that is no answer, signed as a whole. */
export const SYSTEM = '_system'
/** The texts of all programmes, signed as a whole. */
export const FOLLOW_UPS = '_follow_ups'

/** What is signed together: an intent with an answer, or one of the shared files. */
export type UnitId = string

export interface SignedWording {
  /** The wording itself: an answer with its notice and the words of its drawings, or a whole shared file. */
  readonly said: unknown
  /** Shared lines that it puts in, each with all its variants. */
  readonly lines: Lines
  /** How the clinic is named in a sentence, when the wording does so. */
  readonly clinic?: Content['system']['clinic']
  /** Tables that its numbers and conditions are worked out from. */
  readonly facts: Partial<Facts>
  readonly sources: Readonly<Record<string, SignedSource>>
}

/** What is signed of a source: what patients see of it, and whether it was opened. */
export type SignedSource = Pick<
  Source,
  'title' | 'organisation' | 'year' | 'kind' | 'url' | 'status'
>

/** Every unit of a content: the shared ones first, as patients may meet them on any day. */
export function unitsOf({ responses }: Content): readonly UnitId[] {
  return [RED_FLAGS, SYSTEM, FOLLOW_UPS, ...responses.keys()]
}

/** The signature that a unit carries, valid or not. */
export function reviewedOf(content: Content, unit: UnitId): Reviewed | undefined {
  if (unit === RED_FLAGS) return content.redFlagWording.reviewed
  if (unit === SYSTEM) return content.system.reviewed
  if (unit === FOLLOW_UPS) return content.followUps.reviewed
  return content.responses.get(unit)?.reviewed
}

/** The safety notice under an answer; undefined when none is shown. */
export function noticeOf({ system }: Content, { disclaimer }: Response): Wording | undefined {
  return disclaimer === undefined || disclaimer === 'none'
    ? undefined
    : system.disclaimers[disclaimer]
}

/** Gathers what is signed with a unit; undefined when there is no such unit. */
export function signedWording(
  content: Content,
  unit: UnitId,
  memo: MentionMemo = new Map(),
): SignedWording | undefined {
  const said = saidBy(content, unit)
  if (said === undefined) return undefined
  const lines = linesUsedBy(content.lines, mentionsIn(said, memo), memo)
  const mentions = [said, ...Object.values(lines)].map((part) => mentionsIn(part, memo))
  const placeholders = new Set(mentions.flatMap(({ placeholders }) => placeholders))
  const variants = [content.responses.get(unit)?.variants ?? [], ...Object.values(lines)].flat()
  const pictures = picturesOf(content.responses.get(unit))
  const facts = factsUsedBy(content.facts, { placeholders, pictures, variants })
  const cited = new Set([
    ...mentions.flatMap(({ sources }) => sources),
    ...(unit === RED_FLAGS ? redFlagSources(content) : []),
    ...Object.values(facts).flatMap(({ sources }) => sources),
  ])
  return {
    said,
    lines,
    ...(CLINIC_WORDS.some((name) => placeholders.has(name)) && { clinic: content.system.clinic }),
    facts,
    sources: Object.fromEntries([...cited].flatMap((id) => signedSource(content, id))),
  }
}

const CLINIC_WORDS = [
  'clinicContact',
  'clinicContactShort',
  'clinicRequests',
  'clinicRequestsShort',
]

/** Which table of `_facts.yml` stands behind a placeholder, and behind a key of a `when`. */
const TABLES: {
  readonly [Table in keyof Facts]: {
    readonly placeholders: readonly string[]
    readonly when: readonly (keyof When)[]
    readonly pictures?: readonly PictureName[]
  }
} = {
  tScore: {
    pictures: ['t_score'],
    placeholders: [],
    when: ['tScore', 'tScoreApplies', 'fractureCaution', 'readiness'],
  },
  zScore: { placeholders: [], when: ['zScore'] },
  calcium: {
    pictures: ['calcium'],
    placeholders: [
      'calciumRdaMg',
      'calciumRdaWomenMg',
      'calciumRdaMenMg',
      'calciumUlMg',
      'calciumGapMg',
    ],
    when: ['calciumIntake'],
  },
  vitaminD: { placeholders: ['vitaminDRdaIu', 'vitaminDUlIu'], when: [] },
  vitaminDLevel: { placeholders: [], when: ['vitaminDLevel'] },
  screening: { placeholders: ['ost'], when: ['screening', 'ost'] },
  denosumab: { placeholders: [], when: ['denosumabTiming'] },
  heightLoss: { placeholders: [], when: ['heightLoss', 'readiness'] },
  rescan: { placeholders: ['rescanYears'], when: ['rescan'] },
  foods: {
    pictures: ['calcium'],
    placeholders: ['calciumTotalMg', 'calciumGapMg', 'food_items_line'],
    when: ['calciumIntake'],
  },
}

function factsUsedBy(
  facts: Facts,
  {
    placeholders,
    pictures,
    variants,
  }: {
    readonly placeholders: ReadonlySet<string>
    readonly pictures: readonly PictureName[]
    readonly variants: readonly { readonly when?: When | undefined }[]
  },
): Partial<Facts> {
  const isUsed = (table: keyof Facts) =>
    TABLES[table].placeholders.some((name) => placeholders.has(name)) ||
    (TABLES[table].pictures ?? []).some((name) => pictures.includes(name)) ||
    TABLES[table].when.some((key) => variants.some(({ when }) => when?.[key] !== undefined))
  const used = Object.entries(facts).filter(([table]) => isUsed(table as keyof Facts))
  return Object.fromEntries(used)
}

function saidBy(content: Content, unit: UnitId): unknown {
  if (unit === RED_FLAGS) return { ...content.redFlagWording, reviewed: undefined }
  if (unit === SYSTEM) return { ...content.system, reviewed: undefined }
  if (unit === FOLLOW_UPS) return { ...content.followUps, reviewed: undefined }
  const response = content.responses.get(unit)
  if (response === undefined) return undefined
  const notice = noticeOf(content, response)
  const pictures = picturesOf(response).map((name) => [name, content.system.pictures[name]])
  return {
    ...(notice !== undefined && { disclaimer: notice }),
    ...(pictures.length > 0 && { pictures: Object.fromEntries(pictures) as unknown }),
    variants: response.variants,
  }
}

/** The drawings that an answer may show, each once. */
function picturesOf(response: Response | undefined): readonly PictureName[] {
  const names = (response?.variants ?? []).flatMap(({ picture }) =>
    picture === undefined ? [] : [pictureName(picture)],
  )
  return [...new Set(names)]
}

/** A line may name another: those are found too, each once. */
function linesUsedBy(lines: Lines, mentions: Mentions, memo: MentionMemo): Lines {
  const found: Record<string, Lines[string]> = {}
  const follow = ({ placeholders }: Mentions) => {
    for (const name of placeholders) {
      const line = lines[name]
      if (line === undefined || found[name] !== undefined) continue
      found[name] = line
      follow(mentionsIn(line, memo))
    }
  }
  follow(mentions)
  return found
}

/** What the texts of a part name. */
interface Mentions {
  readonly placeholders: readonly string[]
  readonly sources: readonly string[]
}

/** Parts that were looked through before: answers share lines, and start-up must stay quick. */
export type MentionMemo = Map<unknown, Mentions>

function mentionsIn(part: unknown, memo: MentionMemo): Mentions {
  const known = memo.get(part)
  if (known !== undefined) return known
  const text = textsIn(part).join('\n')
  const mentions = { placeholders: placeholdersIn(text), sources: sourcesIn(text) }
  memo.set(part, mentions)
  return mentions
}

function redFlagSources({ redFlagWording }: Content): readonly string[] {
  return Object.values(redFlagWording.flags).flatMap(({ sources }) => sources)
}

function signedSource({ sources }: Content, id: string): readonly [string, SignedSource][] {
  const source = sources[id]
  if (source === undefined) return []
  const { title, organisation, year, kind, url, status } = source
  return [[id, { title, organisation, year, kind, url, status }]]
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(textsIn)
}
