import { describe, expect, test } from '@jest/globals'
import { codeAt, jsonOf, textAt, valueAt } from '../../src/channels/read-json.js'

describe('valueAt', () => {
  const value = jsonOf('{"to":[{"status":"sent"}],"__proto__":{"a":1}}')

  test('walks names and list positions', () => {
    expect(valueAt(value, 'to.0.status')).toBe('sent')
  })

  test.each([
    'to.1.status',
    'to.length.x',
    'constructor',
    'toString.name',
    'to.0.status.length',
    '',
  ])('finds nothing at %j', (path) => {
    expect(valueAt(value, path)).toBeUndefined()
  })

  test('finds nothing in what is no object', () => {
    for (const other of [null, undefined, 5, 'text']) expect(valueAt(other, 'a')).toBeUndefined()
  })
})

describe('jsonOf', () => {
  test('is undefined for what is no JSON', () => {
    expect(jsonOf('{')).toBeUndefined()
    expect(jsonOf('')).toBeUndefined()
  })
})

describe('textAt', () => {
  test('finds texts alone', () => {
    expect(textAt({ a: 'b' }, 'a')).toBe('b')
    expect(textAt({ a: 5 }, 'a')).toBeUndefined()
  })
})

describe('codeAt', () => {
  test.each([
    [21610, '21610'],
    ['40300', '40300'],
    ['', undefined],
    ['+1 212 555 0123', undefined],
    ['<b>', undefined],
    [null, undefined],
  ])('reads %j as %j', (code, expected) => {
    expect(codeAt({ code }, 'code')).toBe(expected)
  })
})
