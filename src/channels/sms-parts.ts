/** Puts a longer answer into numbered text messages, at the ends of its sentences. */
import { gsmSegments, nonGsmCharacters } from './gsm.js'

const MAX_SEGMENTS = 2

/** Signs that GSM 03.38 does not have, and what is read the same. */
const PLAIN: readonly (readonly [RegExp, string])[] = [
  [/[‘’]/g, "'"],
  [/[“”]/g, '"'],
  [/[−–—]/g, '-'],
  [/…/g, '...'],
  [/[\u00a0\u2009\u202f]/g, ' '],
  [/½/g, '1/2'],
  [/¼/g, '1/4'],
]

/** A text without the marks of its sources, in characters of which 160 fit a segment. */
export function plainText(text: string): string {
  const unmarked = text.replace(/\s?\[\d{1,2}\]/g, '')
  const plain = PLAIN.reduce((plain, [pattern, by]) => plain.replace(pattern, by), unmarked)
  const odd = nonGsmCharacters(plain)
  return odd.reduce(
    (text, character) => text.replaceAll(character, withoutAccent(character)),
    plain,
  )
}

/** "í" is not in the table, and "i" says the same. */
function withoutAccent(character: string): string {
  return character.normalize('NFD').replace(/\p{M}/gu, '')
}

/** "(1/3) …", each of two segments at most; a sentence is cut only where it alone is longer than that. */
export function partsOf(paragraphs: readonly string[]): readonly string[] {
  const pieces = paragraphs.flatMap((paragraph) => piecesOf(plainText(paragraph)))
  const texts = pieces.reduce<readonly string[]>((done, piece) => {
    const [last, before] = [done.at(-1), done.slice(0, -1)]
    const both = last === undefined ? piece : `${last} ${piece}`
    return fits(both) ? [...before, both] : [...done, piece]
  }, [])
  return texts.length < 2 ? texts : texts.map((text, at) => `(${at + 1}/${texts.length}) ${text}`)
}

/** Sentences; of one that is too long, as many words as fit. */
function piecesOf(paragraph: string): readonly string[] {
  return paragraph.split(/(?<=[.!?])\s+/).flatMap((sentence) => {
    if (fits(sentence)) return [sentence]
    return sentence.split(/\s+/).reduce<readonly string[]>((done, word) => {
      const last = done.at(-1)
      const both = last === undefined ? word : `${last} ${word}`
      return fits(both) ? [...done.slice(0, -1), both] : [...done, word]
    }, [])
  })
}

/** The longest number of a part. */
const NUMBER = '(99/99) '

function fits(text: string): boolean {
  return gsmSegments(NUMBER + text) <= MAX_SEGMENTS
}
