import { describe, expect, test } from '@jest/globals'
import { ConfigError } from '../../src/errors.js'
import { hearDetails } from '../../src/nlu/details.js'
import { findContact, phoneCountry } from '../../src/nlu/entity/contact.js'
import { readYaml } from './entity-specs.js'

interface Row {
  readonly text: string
  readonly phone?: string
  readonly email?: string
  readonly shown?: string
  readonly alone?: boolean
}

const rows = readYaml('test/specs/contacts.yml') as readonly Row[]

describe('findContact', () => {
  test.each(rows.map((row) => [row.text, row] as const))('%s', (text, row) => {
    const heard = findContact('US', text)?.contact
    expect([heard?.kind, heard?.value]).toEqual(
      row.phone !== undefined
        ? ['phone', row.phone]
        : [row.email === undefined ? undefined : 'email', row.email],
    )
    if (row.shown !== undefined) expect(heard?.shown).toBe(row.shown)
    if (row.alone !== undefined) expect(hearDetails('US', text).isContactAlone).toBe(row.alone)
  })

  test("reads a country's own numbers without its code", () => {
    expect(findContact('GB', '020 7946 0958')?.contact).toEqual({
      kind: 'phone',
      value: '+442079460958',
      shown: '020 7946 0958',
    })
    expect(findContact('US', '020 7946 0958')).toBeUndefined()
  })

  test.each(['a@'.repeat(250), '1 '.repeat(250), 'five '.repeat(100), '@.'.repeat(250)])(
    'is quick on %s',
    (text) => {
      const start = performance.now()
      findContact('US', text)
      expect(performance.now() - start).toBeLessThan(200)
    },
  )
})

describe('phoneCountry', () => {
  test('knows countries, and refuses what is none', () => {
    expect(phoneCountry('GB')).toBe('GB')
    expect(() => phoneCountry('XX')).toThrow(ConfigError)
  })
})

describe('hearDetails: the name', () => {
  test.each([
    ['Mary', 'Mary', false],
    ['mary jones', 'mary jones', false],
    ['Mary-Ann O’Neill', 'Mary-Ann O’Neill', false],
    ['My name is Mary Jones.', 'Mary Jones', true],
    ["it's Rose", 'Rose', false],
    ["I'm Rose", 'Rose', false],
    ['no, my name is Marie', 'Marie', true],
    ['Ask for Mrs. Jones', 'Mrs. Jones', true],
    ['José María Núñez', 'José María Núñez', false],
    ['Dr. Łukasz Nowak, please', 'Dr. Łukasz Nowak', false],
    ['Mary Jones, 212 555 0199', 'Mary Jones', false],
    ['Mary, mary@example.com', 'Mary', false],
  ])('%s', (text, name, isTold) => {
    expect(hearDetails('US', text)).toMatchObject({ name, isNameTold: isTold })
  })

  test.each([
    '67',
    'my hip hurts a lot',
    'is yoga ok',
    'any time',
    'why',
    'what for?',
    "I'm worried",
  ])('%s is none', (text) => {
    expect(hearDetails('US', text).name).toBeUndefined()
  })
})
