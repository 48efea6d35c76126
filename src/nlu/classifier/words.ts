import PorterStemmer from 'natural/lib/natural/stemmers/porter_stemmer.js'
import { WordTokenizer } from 'natural/lib/natural/tokenizers/regexp_tokenizer.js'

const tokenizer = new WordTokenizer()

/** Stands for a word in another script, which is one more way of asking for another language. */
const FOREIGN_WORD = ' foreignscript '
/** One such letter alone may be a symbol, as in µg. */
const FOREIGN_LETTERS = /(?:(?=\P{Script=Latin})\p{L}){2,}/gu

/** Splits a text into words of letters and digits, in lower case and without accents. */
export function splitWords(text: string): readonly string[] {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '')
  return tokenizer.tokenize(plain.replace(FOREIGN_LETTERS, FOREIGN_WORD).toLowerCase())
}

/** The stem of a word, so that "bones" and "bone" are one (Porter 1980). */
export function stemOf(word: string): string {
  return PorterStemmer.stem(word)
}
