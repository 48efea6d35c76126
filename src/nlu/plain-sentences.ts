/** Splits a text message into sentences of plain words, whatever signs thumbs have put between them. */
import { normalizeCharacters } from './normalize.js'

/** Words in small letters without accents and apostrophes, each followed by one space. */
export interface PlainSentence {
  readonly text: string
  readonly isQuestion: boolean
  /** What stands before its first comma; all of it where there is none. */
  readonly beforeComma: string
  /** Its parts between commas and joining words; empty when it has only one. */
  readonly clauses: readonly string[]
}

const WORD = /[\p{L}\p{N}]+|🛑/gu
/** A stop within letters parts nothing: "S.T.O.P", "S T O P". */
const SPELLED_OUT = /(?<![\p{L}\p{N}])\p{L}(?:[\s.\-_*]{1,2}\p{L}(?![\p{L}\p{N}])){2,}/gu
const MISSPELT_UNSUBSCRIBE = /\buns(?=[a-z]*b)[ubscrilevpd]{5,10}\b/g
const CLAUSE = /[,:()–—]|\s-+\s|\b(?:and|so|but|because|cause|cuz|cos|bc|since|or)\b/

/** Splits a text message into its sentences; those without a word are left out. */
export function plainSentences(utterance: string): readonly PlainSentence[] {
  const text = normalizeCharacters(utterance)
    .normalize('NFD')
    .replace(/[\p{M}'`]/gu, '')
    .replace(SPELLED_OUT, (letters) => letters.replace(/\P{L}/gu, ''))
    .replace(/(\p{L})\1{2,}/gu, '$1')
    .replace(MISSPELT_UNSUBSCRIBE, 'unsubscribe')
  return [...text.matchAll(/[^.!?;\n\r…]+[.!?;\n\r…]*/gu)].flatMap(([sentence]) => {
    const clauses = sentence.split(CLAUSE).map(plainWords)
    const plain = plainWords(sentence)
    const isQuestion = /\?\W*$/u.test(sentence)
    return plain === ''
      ? []
      : [
          {
            text: plain,
            isQuestion,
            beforeComma: plainWords(sentence.split(',')[0] ?? ''),
            clauses: clauses.length > 1 ? clauses : [],
          },
        ]
  })
}

/** "STOP STOP STOP" is one. */
function plainWords(text: string): string {
  const words = text.match(WORD) ?? []
  return words
    .filter((word, at) => word !== words[at - 1])
    .map((word) => `${word} `)
    .join('')
}
