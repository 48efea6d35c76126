import { describe, expect, test } from '@jest/globals'
import {
  BonewiseError,
  ConfigError,
  ContentError,
  formatProblem,
  StoreError,
  TurnError,
} from '../src/errors.js'

const problem = {
  file: 'responses/en/a.yml',
  line: 14,
  field: 'variants.0.text',
  problem: 'is odd',
}

describe('formatProblem', () => {
  test('names file, line, field and problem, then the hint', () => {
    expect(formatProblem(problem)).toBe('responses/en/a.yml:14: variants.0.text: is odd')
    expect(formatProblem({ ...problem, hint: 'mend it' })).toBe(
      'responses/en/a.yml:14: variants.0.text: is odd\n  hint: mend it',
    )
  })

  test('leaves out a field that there is none of', () => {
    expect(formatProblem({ ...problem, field: '' })).toBe('responses/en/a.yml:14: is odd')
  })
})

describe('BonewiseError', () => {
  test('has a code, the name of its class, and the cause', () => {
    const cause = new Error('disk full')
    const error = new StoreError('could not write', { cause, hint: 'make room' })
    expect(error).toMatchObject({ code: 'STORE_FAILED', name: 'StoreError', hint: 'make room' })
    expect(error.cause).toBe(cause)
    expect(error).toBeInstanceOf(BonewiseError)
    expect(new TurnError('no reply', cause)).toMatchObject({ code: 'TURN_FAILED', cause })
  })

  test('has no hint unless there is one', () => {
    expect('hint' in new ConfigError('wrong') && new ConfigError('wrong').hint).toBeFalsy()
    expect(new ConfigError('wrong', 'look there').hint).toBe('look there')
  })

  test('of content lists every problem', () => {
    const error = new ContentError([problem, { ...problem, line: 20 }])
    expect(error.message.split('\n')).toHaveLength(2)
    expect(error.problems).toHaveLength(2)
  })
})
