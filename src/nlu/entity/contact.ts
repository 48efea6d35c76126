/** Reads where a patient can be reached: a telephone number or an e-mail address. The only door to libphonenumber-js. */
import {
  findPhoneNumbersInText,
  getCountryCallingCode,
  isSupportedCountry,
} from 'libphonenumber-js/min'
import type { CountryCode, NumberFound } from 'libphonenumber-js/min'
import { ConfigError } from '../../errors.js'
import type { Contact } from '../../types.js'
import { normalizeCharacters } from '../normalize.js'

export type PhoneCountry = CountryCode

/**
 * Checks a country of the settings.
 *
 * @throws {ConfigError} for a code of no country with telephone numbers.
 */
export function phoneCountry(code: string): PhoneCountry {
  if (isSupportedCountry(code)) return code
  throw new ConfigError(
    `CLINIC_COUNTRY: "${code}" is no country with telephone numbers`,
    'write its ISO 3166 code, such as US, CA or GB',
  )
}

export interface HeardContact {
  readonly contact: Contact
  /** What is left of the utterance beside it, in lower case. */
  readonly rest: string
}

/** Finds the contact of an utterance; the last telephone number of several, for "not 0199, it is 0188". */
export function findContact(country: PhoneCountry, utterance: string): HeardContact | undefined {
  const text = normalizeCharacters(utterance)
  return findEmail(text) ?? findPhone(country, text)
}

// ---- e-mail -----------------------------------------------------------------------------------

/** Longer than any that people type; a text message must hold it. */
const MAX_EMAIL = 80
const EMAIL =
  /(?<![a-z0-9._%+'-])[a-z0-9][a-z0-9._%+'-]*@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}(?![a-z0-9@-])/

/** How an address is spelled out, and the slips of a thumb that mean one thing only. */
const EMAIL_REPAIRS: readonly (readonly [RegExp, string])[] = [
  [/\s*(?:\(at\)|\[at\]|\bat sign\b)\s*/g, '@'],
  [/(?<=[a-z0-9])\s+at\s+(?=[a-z0-9-]+\s*(?:\.|,|dot\b)\s*[a-z]{2,}\b)/g, '@'],
  [/(?<=@[a-z0-9. -]*)\s*(?:\(dot\)|\bdot\b|,)\s*(?=[a-z]{2,})/g, '.'],
  [/(?<=[a-z0-9])\s+dot\s+(?=[a-z0-9._-]+@)/g, '.'],
  [/(?<=[a-z0-9])\s+(?:underscore|under score)\s+(?=[a-z0-9._-]+@)/g, '_'],
  [/(?<=[a-z0-9])\s+(?:dash|hyphen)\s+(?=[a-z0-9._-]+@)/g, '-'],
  [/\s*@\s*/g, '@'],
  [/(?<=@[a-z0-9-]+)\s*\.\s*(?=(?:com|net|org|edu|gov)\b)/g, '.'],
]

/** Endings that are no domain's, and what a thumb meant by them is not ours to guess. */
const MISTYPED_ENDING = /\.(?:con|cmo|ocm|comm|vom|xom|cim|nte|ogr)$/

function findEmail(text: string): HeardContact | undefined {
  const repaired = EMAIL_REPAIRS.reduce(
    (mended, [pattern, put]) => mended.replace(pattern, put),
    text,
  )
  const match = EMAIL.exec(repaired)
  if (match === null) return undefined
  const value = match[0]
  const isWrong = value.length > MAX_EMAIL || /\.\.|\.@/.test(value) || MISTYPED_ENDING.test(value)
  if (isWrong) return undefined
  const rest = repaired.slice(0, match.index) + repaired.slice(match.index + value.length)
  return { contact: { kind: 'email', value, shown: value }, rest }
}

// ---- telephone --------------------------------------------------------------------------------

const DIGITS: Readonly<Record<string, string>> = {
  zero: '0',
  oh: '0',
  o: '0',
  one: '1',
  two: '2',
  three: '3',
  four: '4',
  five: '5',
  six: '6',
  seven: '7',
  eight: '8',
  nine: '9',
}
const DIGIT_WORD = Object.keys(DIGITS).join('|')
/** Fewer are words of a sentence: "one of my two knees". */
const SPELLED = new RegExp(
  `\\b(?:(?:double|triple) )?(?:${DIGIT_WORD})(?:[ ,.-]+(?:(?:double|triple) )?(?:${DIGIT_WORD}|\\d+)){5,}\\b`,
  'g',
)
const SPELLED_DIGIT = new RegExp(`(?:(double|triple) )?(${DIGIT_WORD})\\b`, 'g')

function findPhone(country: PhoneCountry, text: string): HeardContact | undefined {
  const written = text
    .replace(SPELLED, (spelled) =>
      spelled.replace(SPELLED_DIGIT, repeatedDigit).replaceAll(',', ''),
    )
    // A letter o among digits, and strokes for dots.
    .replace(/(?<=\d[ .-]?)o(?=\d)/g, '0')
    .replace(/(?<=\d)[_*|](?=\d)/g, '-')
    .replace(/\bext?(?:n|ension)?\.?\s*(?:number|no\.?|#)?\s*(?=\d{1,6}\b)/g, 'ext ')
  const found = findPhoneNumbersInText(written, country)
  const last = found.at(-1)
  if (last === undefined) return undefined
  const rest = found.reduceRight(
    (left, { startsAt, endsAt }) => left.slice(0, startsAt) + left.slice(endsAt),
    written,
  )
  return { contact: phoneContact(country, last.number), rest }
}

function repeatedDigit(...[, times, word]: readonly string[]): string {
  const count = times === 'double' ? 2 : times === 'triple' ? 3 : 1
  return (DIGITS[word ?? ''] ?? '').repeat(count)
}

/** @param number As the package found it; its own format holds the extension. */
function phoneContact(country: PhoneCountry, number: NumberFound['number']): Contact {
  const isHome = number.countryCallingCode === getCountryCallingCode(country)
  return {
    kind: 'phone',
    value: number.number,
    shown: isHome ? number.formatNational() : number.formatInternational(),
  }
}
