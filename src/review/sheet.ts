/** One unit in full, as a clinician wants to read it before signing. */
import type { Content } from '../content/content.js'
import type { VariantPicture } from '../content/picture-schema.js'
import type { Lines, Table, Variant } from '../content/schema.js'
import { stateOf } from '../content/signature.js'
import {
  noticeOf,
  signedWording,
  type SignedSource,
  type UnitId,
} from '../content/signed-wording.js'
import { signedBy, titleOf } from './list.js'
import { labelled, part, tree } from './sheet-layout.js'
import { fileOf } from './sign.js'
import { sayWhen } from './when-words.js'

/**
 * Shows everything that a signature of this unit would stand under, and what stands around it.
 *
 * @param unit One that this content has.
 */
export function reviewSheet(content: Content, unit: UnitId, day: string): string {
  const wording = signedWording(content, unit)
  if (wording === undefined) throw new RangeError(`"${unit}" has no wording`)
  const response = content.responses.get(unit)
  const parts = [
    heading(content, unit, day),
    ...(response === undefined ? [tree(wording.said)] : response.variants.map(variantPart)),
    ...Object.entries(wording.lines).map(linePart),
    ...(wording.clinic === undefined
      ? []
      : [part('Put in for {clinicContact}', tree(wording.clinic))]),
    ...Object.entries(wording.facts).map(([name, facts]) => part(`Numbers: ${name}`, tree(facts))),
    ...aroundAnswer(content, unit),
    part('Sources', Object.entries(wording.sources).map(sourceOf).join('\n') || 'none'),
  ]
  return `${parts.join('\n\n')}\n`
}

function heading(content: Content, unit: UnitId, day: string): string {
  const by = signedBy(content, unit)
  const state = stateOf(content, unit, day)
  const meaning = {
    unsigned: 'no clinician has signed this yet',
    void: 'changed since it was signed',
    overdue: 'unchanged, and due to be read again',
    signed: 'these exact words are signed',
  }[state]
  return [
    `${unit}: ${titleOf(content, unit)}`,
    fileOf(unit),
    `${state}: ${meaning}${by === '' ? '' : ` (${by})`}`,
  ].join('\n')
}

function variantPart(variant: Variant, index: number, all: readonly Variant[]): string {
  const whom = variant.when === undefined && all.length > 1 ? 'everybody else' : undefined
  return part(`${index + 1}. ${variant.id}`, wordsOf(variant, whom))
}

/** A line that fits nobody vanishes; one that stands in the middle of a text must read well without it. */
function linePart([name, forms]: readonly [string, Lines[string]]): string {
  const said = forms.map((form) =>
    wordsOf(form, form.when === undefined && forms.length > 1 ? 'everybody else' : undefined),
  )
  const isForAll = forms.at(-1)?.when === undefined
  const rest = isForAll ? [] : [labelled('For', 'everybody else, nothing is put in')]
  return part(`Put in for {${name}}`, [...said, ...rest].join('\n\n'))
}

interface Words {
  readonly when?: Variant['when']
  readonly text: string
  readonly more?: string | undefined
  readonly sms?: string | undefined
  readonly table?: Table | undefined
  readonly picture?: VariantPicture | undefined
  readonly card?: readonly string[] | undefined
}

function wordsOf(words: Words, whom = sayWhen(words.when ?? {})): string {
  const { text, table, picture, card, more, sms } = words
  const said = {
    Text: text,
    Table: table && sayTable(table),
    Picture: picture && sayPicture(picture),
    Card: card?.join('\n\n'),
    More: more,
    SMS: sms,
  }
  const lines = Object.entries(said).flatMap(([label, words]) =>
    words === undefined ? [] : [labelled(label, words)],
  )
  return [labelled('For', whom), ...lines].join('\n')
}

function sayTable({ caption, columns, rows }: Table): string {
  return [caption, ...[columns, ...rows].map((cells) => cells.join(' | '))].join('\n\n')
}

function sayPicture(picture: VariantPicture): string {
  return typeof picture === 'string' ? picture : `week: ${picture.week.join(' | ')}`
}

function aroundAnswer(content: Content, unit: UnitId): readonly string[] {
  const response = content.responses.get(unit)
  if (response === undefined) return []
  const notice = noticeOf(content, response)
  const offered = response.suggest.map((id) => `${titleOf(content, id)} (${id})`)
  return [
    part('Notice under the answer', notice === undefined ? 'none' : tree(notice)),
    part('Offered next (not signed)', offered.join('\n') || 'nothing'),
  ]
}

const STATUS: Readonly<Record<SignedSource['status'], string>> = {
  verified: 'verified: seen in a copy',
  partial: 'partial: seen in part',
  memory: 'FROM MEMORY: nobody has opened this source yet',
}

function sourceOf([id, source]: readonly [string, SignedSource]): string {
  const { title, organisation, year, kind, url, status } = source
  const by = [organisation, year].filter((known) => known !== undefined).join(', ')
  return labelled(`@${id}`, `${title}. ${by} (${kind})\n\n${url}\n\n${STATUS[status]}`)
}
