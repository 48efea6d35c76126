import { describe, expect, test } from '@jest/globals'
import type { Response } from '../../src/content/schema.js'
import { signatureOf } from '../../src/content/signature.js'
import { reviewReading } from '../../src/review/reading.js'
import { reportOf } from '../../src/review/report.js'
import { tableOf } from '../../src/review/table.js'
import { anIntent, aPlacedContent, aResponse, aVariant } from '../support/placed-content.js'

const plain = 'Lift a bit. Rest a day. Then lift a bit more. Stand up tall. '.repeat(3)
const harder =
  'Lifting heavier objects regularly improves balance and everyday confidence. '.repeat(4)

const lifting = aResponse([
  aVariant({ sex: 'male' }, { text: `${plain}[@made_2020]`, sms: 'x'.repeat(161) }),
  aVariant(undefined, { text: `${harder}[@made_2021][@made_2020]`, sms: '{tScore}' }),
])
const calcium = aResponse([aVariant()], { intent: 'calcium' })
const intents = new Map([
  ['lifting', anIntent({ examples: ['a', 'b', 'c'] })],
  ['calcium', anIntent({ intent: 'calcium' })],
  ['forget_me', anIntent({ intent: 'forget_me', kind: 'service', act: 'forget' })],
])
const unsigned = contentWith(calcium)
const loaded = contentWith({
  ...calcium,
  reviewed: {
    by: 'Ann Bone',
    on: '2026-01-02',
    due: '2027-01-02',
    hash: signatureOf(unsigned.content, 'calcium'),
  },
})

function contentWith(response: Response) {
  const responses = new Map([
    ['lifting', lifting],
    ['calcium', response],
  ])
  return aPlacedContent({ intents, responses })
}

const reading = {
  file: '_reading.yml',
  value: { maxGrade: 12, maxMeanGrade: 12, names: [] },
  problems: [],
  lineOf: () => 1,
}

const { graded } = reviewReading(loaded, reading)
const cells = cellsOn('2026-11-22')

function cellsOn(day: string) {
  return reportOf(loaded.content, graded, day).map((line) => line.split(/ {2,}/))
}

describe('reportOf', () => {
  test('has a line for each intent by name, between its heads and the totals', () => {
    expect(cells.map(([name]) => name)).toEqual([
      'intent',
      'calcium',
      'forget_me',
      'lifting',
      'all 3',
    ])
  })

  test('counts, and takes the worst of each', () => {
    const grades = graded.filter(({ intent }) => intent === 'lifting').map(({ grade }) => grade)
    const mean = grades.reduce((sum, grade) => sum + grade, 0) / grades.length
    expect(cells[3]).toEqual([
      'lifting',
      '3',
      '2',
      mean.toFixed(1),
      Math.max(...grades).toFixed(1),
      '2',
      '161',
      '2',
      'unsigned',
      '-',
    ])
  })

  test('says which answers are signed, and when they are due', () => {
    expect(cells[1]?.slice(-2)).toEqual(['signed', '2027-01-02'])
    expect(cells[2]?.slice(-2)).toEqual(['-', '-'])
    expect(cells[4]?.slice(-2)).toEqual(['1 of 2 signed', '2027-01-02'])
  })

  test('counts no signature whose day is past', () => {
    const later = cellsOn('2027-01-03')
    expect(later[1]?.slice(-2)).toEqual(['overdue', '2027-01-02'])
    expect(later[4]?.slice(-2)).toEqual(['0 of 2 signed', '2027-01-02'])
  })

  test('adds up at the end', () => {
    expect(cells[4]?.slice(0, 3)).toEqual(['all 3', '5', '3'])
    expect(cells[4]?.slice(5, 8)).toEqual(['2', '161', '2'])
  })

  test('has no grade for what is too short, or not said', () => {
    expect(cells[1]?.slice(3, 5)).toEqual(['-', '-'])
    expect(cells[2]?.slice(3, 5)).toEqual(['-', '-'])
  })
})

describe('tableOf', () => {
  test('keeps cells under their heads', () => {
    const columns = [
      { head: 'name', align: 'left' },
      { head: 'n', align: 'right' },
      { head: 'state', align: 'left' },
    ] as const
    expect(
      tableOf(columns, [
        ['a', '7', 'new'],
        ['lifting', '123', ''],
      ]),
    ).toEqual(['name       n  state', 'a          7  new', 'lifting  123'])
  })
})
