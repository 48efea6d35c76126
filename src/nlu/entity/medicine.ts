import { spanOf, textBefore, type Found, type Reader, type Reading, type Span } from './reading.js'
import { medicineOfWord } from './medicine-names.js'

interface NamedMedicine extends Span {
  readonly id: string
}

const NOT_TAKEN =
  /\b(?:not|never|don'?t|do not|won'?t|haven'?t|didn'?t|refused|refuse|declined|allergic to|instead of|other than|no)\s+(?:(?:on|take|taken|taking|tried|used|had|been|ever|want|want to|to|start|started|like|using)\s+){0,4}$/
const IS_QUESTION = /\b(?:should i|why|can i)\s+(?:not\s+)?[^.?!]*$/

/** Reads the bone medicine that is named; several different ones are in doubt. */
export const readMedicines: Reader = (reading) => {
  const { text } = reading
  const named = findMedicines(reading).filter((medicine) => {
    const before = textBefore(text, medicine)
    return !NOT_TAKEN.test(before) || IS_QUESTION.test(before)
  })
  return named.map((medicine) => {
    const person = reading.whoseIs(medicine)
    const isSeveral = named.some(
      (another) => another.id !== medicine.id && reading.whoseIs(another) === person,
    )
    return medicineOf(medicine, isSeveral ? 'several' : undefined)
  })
}

function medicineOf({ id, start, end }: NamedMedicine, doubt?: 'several'): Found {
  return { slot: 'medicine', value: id, start, end, ...(doubt && { doubt }) }
}

function findMedicines({ lexicon, text }: Reading): readonly NamedMedicine[] {
  const { medicineNames, ambiguousNames, cancerWords } = lexicon
  const isCancer = text.search(cancerWords) >= 0
  const words = [...text.matchAll(/[\p{L}\d]{3,}/gu)].flatMap((match) => {
    const id = medicineOfWord(medicineNames, match[0])
    return id === undefined ? [] : [{ id, ...spanOf(match) }]
  })
  const long = medicineNames.longNames.flatMap(([pattern, id]) =>
    [...text.matchAll(pattern)].map((match) => ({ id, ...spanOf(match) })),
  )
  // "denosumab" alone beside talk of cancer is the cancer dose (rules R13).
  return [...long, ...words]
    .filter(({ start, end }) => !isCancer || !ambiguousNames.has(text.slice(start, end)))
    .toSorted((a, b) => a.start - b.start)
}
