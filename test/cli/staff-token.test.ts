import { describe, expect, test } from '@jest/globals'
import { staffToken } from '../../src/cli/staff-token.js'
import { readConfig } from '../../src/config.js'
import { entryOf, isAllowed, STAFF_SCOPES, staffTokensOf } from '../../src/config/staff.js'
import { ConfigError } from '../../src/errors.js'
import { isTokenOf } from '../../src/server/tokens.js'

const NOW = new Date('2026-11-22T14:00:00.000Z')
const HASH = 'ab'.repeat(32)

function made(...args: readonly string[]) {
  let text = ''
  staffToken(args, NOW, (part) => (text += part))
  const [, token = '', entry = ''] = /safely:\n {2}(\S+)\n\n.*\n {2}(.*)\n$/.exec(text) ?? []
  return { token, entry }
}

describe('staffToken', () => {
  test('makes an entry of STAFF_TOKENS that knows the token, and does not hold it', () => {
    const { token, entry } = made('Front desk', '--scopes', 'handoffs:read, handoffs:write')
    const [known] = readConfig({ STAFF_TOKENS: entry }).handoff.staffTokens
    expect(known).toMatchObject({ name: 'Front desk', scopes: ['handoffs:read', 'handoffs:write'] })
    expect(isTokenOf(token, known!.hash)).toBe(true)
    expect(entry).not.toContain(token)
  })

  test('ends after so many days', () => {
    const { entry } = made('nurse', '--scopes', 'consent:revoke', '--days', '30')
    expect(entry).toMatch(/;until=2026-12-22$/)
    expect(staffTokensOf(entry)[0]?.untilMs).toBe(Date.parse('2026-12-23T00:00:00.000Z'))
  })

  test.each([
    [['nurse'], /--scopes takes some of: handoffs:read,/],
    [['nurse', '--scopes', 'everything'], /--scopes takes some of/],
    [['nurse', '--scopes', 'handoffs:read,all'], /--scopes takes some of/],
    [['', '--scopes', 'handoffs:read'], /a name is/],
    [['a,b', '--scopes', 'handoffs:read'], /a name is/],
    [['a;b', '--scopes', 'handoffs:read'], /a name is/],
    [['nurse', '--scopes', 'handoffs:read', '--days', '0'], /--days takes/],
    [['nurse', '--scopes', 'handoffs:read', '--days', '9999'], /--days takes/],
    [['nurse', 'desk', '--scopes', 'handoffs:read'], /cannot be read/],
    [['nurse', '--all'], /cannot be read/],
  ])('refuses %j', (args, message) => {
    expect(() => made(...args)).toThrow(message)
  })
})

describe('staffTokensOf', () => {
  test('reads entries of the time before there were scopes', () => {
    expect(staffTokensOf(`desk:${HASH}`)).toEqual([{ name: 'desk', hash: HASH }])
  })

  test('reads back what it writes', () => {
    const entry = entryOf({
      name: 'x',
      hash: HASH,
      scopes: ['enrolments:read'],
      untilDay: '2026-12-31',
    })
    expect(staffTokensOf(` ${entry} , `)).toEqual([
      {
        name: 'x',
        hash: HASH,
        scopes: ['enrolments:read'],
        untilMs: Date.parse('2027-01-01T00:00:00.000Z'),
      },
    ])
  })

  test.each([
    ['no scope that there is', `a:${HASH};scopes=all`, /scopes are some of/],
    ['no scope at all', `a:${HASH};scopes=`, /scopes are some of/],
    ['no day', `a:${HASH};until=tomorrow`, /until is a day/],
    ['a day that there is not', `a:${HASH};until=2026-13-01`, /until is a day/],
    ['a misspelt word', `a:${HASH};scope=handoffs:read`, /there is no "scope"/],
    ['a hash of another length', `a:${HASH}00`, /name:sha256hex/],
    ['one token for two', `a:${HASH},b:${HASH};scopes=handoffs:read`, /share one token/],
  ])('refuses an entry with %s, and quotes no hash', (_, list, message) => {
    expect(() => staffTokensOf(list)).toThrow(ConfigError)
    expect(() => staffTokensOf(list)).toThrow(message)
    expect(() => staffTokensOf(list)).not.toThrow(new RegExp(HASH))
  })

  test('lets no request be taken that no token may read', () => {
    const takes = (scopes: string) =>
      readConfig({ STAFF_TOKENS: `a:${HASH};scopes=${scopes}` }).clinic.takesRequests
    expect(takes('handoffs:read')).toBe(true)
    expect(takes('enrolments:write+consent:revoke')).toBe(false)
  })

  test('lets an entry without scopes do what could be done before there were any', () => {
    const [old] = staffTokensOf(`desk:${HASH}`)
    const may = STAFF_SCOPES.filter((scope) => isAllowed(old!, scope))
    expect(may).toEqual(STAFF_SCOPES.filter((scope) => scope !== 'patients:erase'))
  })
})
