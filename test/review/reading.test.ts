import { describe, expect, test } from '@jest/globals'
import type { Reading } from '../../src/content/reading-schema.js'
import { loadPlacedContent } from '../../src/content/load.js'
import { meanGrade, readReading, reviewReading } from '../../src/review/reading.js'
import { withBroken } from '../support/broken-content.js'
import { aboutLifting, aResponse, aVariant, shown } from '../support/placed-content.js'

const FILE = 'responses/en/_reading.yml'
const SOURCE = 'maxGrade: 8\nmaxMeanGrade: 7\nnames: [alendronate, denosumab]\n'

const plain = 'Lift a bit. Rest a day. Then lift a bit more. Stand up tall. '.repeat(3)
const hard =
  'Considerable individual variability characterizes skeletal adaptation following progressive resistance training interventions, necessitating comprehensive professional evaluation, particularly regarding preexisting vertebral abnormalities, cardiovascular comorbidities, medication interactions, nutritional deficiencies, and rehabilitation expectations generally. '
const shortAndHard = 'Comprehensive professional evaluation necessitates documentation. '

/** Like `_reading.yml` on disk, with these limits. */
function limits(changes: Partial<Reading> = {}) {
  const read = withBroken([{ file: FILE, to: SOURCE }], readReading)
  return { ...read, value: { maxGrade: 8, maxMeanGrade: 7, names: [], ...changes } }
}

function problemsWith(...variants: Parameters<typeof aResponse>[0]): readonly string[] {
  return shown(reviewReading(aboutLifting(aResponse(variants)), limits()).problems)
}

describe('readReading', () => {
  test.each([
    ['names out of order', 'names: [denosumab, alendronate]', '3: names: must be in alphabetical'],
    ['a name twice', 'names: [alendronate, alendronate]', '3: names: must be in alphabetical'],
    ['capitals', 'names: [Prolia]', '3: names.0: must be one word in small letters'],
    ['two words', 'names: [zoledronic acid]', '3: names.0: must be one word in small letters'],
  ])('refuses %s', (_, names, problem) => {
    const to = `maxGrade: 8\nmaxMeanGrade: 7\n${names}\n`
    const read = withBroken([{ file: FILE, to }], readReading)
    expect(shown(reviewReading(aboutLifting(aResponse([aVariant()])), read).problems)).toEqual([
      expect.stringContaining(`${FILE}:${problem}`),
    ])
  })

  test('says that the file is missing', () => {
    const { problems } = withBroken([], readReading)
    expect(shown(problems)).toEqual([`${FILE}:1: the file is missing`])
  })
})

describe('reviewReading', () => {
  test('lets plain words pass', () => {
    expect(problemsWith(aVariant(undefined, { text: plain, more: plain, sms: plain }))).toEqual([])
  })

  test.each(['text', 'more', 'sms'])('tells a hard %s, with its line', (form) => {
    const [first, ...others] = problemsWith(
      aVariant(undefined, { text: plain, more: plain, sms: plain, [form]: hard }),
    )
    expect(first).toMatch(
      new RegExp(
        `^responses/en/lifting.yml:\\d+: variants.0.${form}: reads at grade \\d+\\.\\d, at most 8$`,
      ),
    )
    expect(others.filter((told) => !told.includes('maxMeanGrade'))).toEqual([])
  })

  test('reads without marks, with values filled in, and without shared lines', () => {
    const asGraded = (text: string) =>
      reviewReading(aboutLifting(aResponse([aVariant(undefined, { text })])), limits()).graded.find(
        ({ path }) => path.at(-1) === 'text',
      )?.grade
    const marked = plain.replaceAll('. ', '. [@made_2020][-] ')
    expect(asGraded(marked)).toBeCloseTo(asGraded(plain) ?? 0, 10)
    expect(asGraded(`{score_line} ${plain}`)).toBeCloseTo(asGraded(plain) ?? 0, 10)
    expect(asGraded(`${plain} You are {ageYears}.`)).toBeCloseTo(
      asGraded(`${plain} You are 80.`) ?? 0,
      10,
    )
  })

  test('grades no short text by itself, and all short texts of a file together', () => {
    expect(problemsWith(aVariant(undefined, { text: plain, sms: shortAndHard }))).toEqual([])
    const many = Array.from({ length: 8 }, () =>
      aVariant(undefined, { text: plain, sms: shortAndHard }),
    )
    expect(problemsWith(...many)).toEqual([
      expect.stringMatching(
        /^responses\/en\/lifting\.yml:1: its 8 short texts together read at grade \d+\.\d, at most 8$/,
      ),
    ])
  })

  test.each([
    ['lines', 'responses/en/_lines.yml', 'Your {tScore} is low. [@made_2021]'],
    ['words about danger', 'responses/en/_red_flags.yml', 'SWELLING TEXT'],
    ['other words', 'responses/en/_system.yml', 'An automated helper.'],
  ])('reads the %s too', (_, file, from) => {
    const to = JSON.stringify(`${hard.trim()} [@made_2021]`)
    const problems = withBroken([{ file, from, to }], (root) =>
      shown(reviewReading(loadPlacedContent(root), limits({ maxMeanGrade: 99 })).problems),
    )
    expect(problems).toEqual([expect.stringMatching(`^${file}:\\d+: [a-z_.0-9]+: reads at grade`)])
  })

  test('tells a mean that is too high, of texts and of all parts', () => {
    const loaded = aboutLifting(aResponse([aVariant(undefined, { text: plain, sms: plain })]))
    const told = (maxMeanGrade: number) =>
      shown(reviewReading(loaded, limits({ maxMeanGrade })).problems)
    expect(told(7)).toEqual([])
    expect(told(-5)).toEqual([
      expect.stringMatching(`^${FILE}:2: maxMeanGrade: the mean grade of all texts is `),
      expect.stringMatching(`^${FILE}:2: maxMeanGrade: the mean grade of all parts is `),
    ])
  })
})

describe('meanGrade', () => {
  test('is the mean, and 0 of none', () => {
    expect(
      meanGrade([
        { grade: 2, words: 30 },
        { grade: 5, words: 300 },
      ]),
    ).toBe(3.5)
    expect(meanGrade([])).toBe(0)
  })
})
