import { describe, expect, test } from '@jest/globals'
import { gsmSegments, nonGsmCharacters } from '../../src/channels/gsm.js'
import { newSession } from '../../src/dialogue/session.js'
import { composeReply } from '../../src/reply/compose.js'
import type { Decision, Session, SlotName } from '../../src/types.js'
import { readyContent } from '../support/ready-content.js'

const MAX_SEGMENTS = 2
const content = readyContent()
const { system } = content

const longestTitles = [...content.intents.values()]
  .filter(({ intent }) => content.responses.has(intent))
  .sort((one, other) => other.title.length - one.title.length)
  .slice(0, 3)
  .map(({ intent }) => intent)

const told: Session = {
  ...newSession('2026-01-15T12:00:00.000Z', 'en'),
  slots: {
    ageYears: { value: 67, toldInTurn: 1 },
    fractureSite: { value: 'spine', toldInTurn: 1 },
  },
}

function shortTextOf(decision: Decision, session = told): string {
  const { clinic } = content
  return composeReply(content, decision, { session, channel: 'sms', clinic }).shortText
}

const asks = (Object.keys(system.asks) as SlotName[]).flatMap((slot): readonly Decision[] => [
  { kind: 'ask', slot, forIntent: 'calcium_amount' },
  { kind: 'ask', slot, forIntent: 'calcium_amount', about: 'again' },
])
const checks = Object.entries(content.redFlagWording.flags).map(([id, { urgency }]): Decision => ({
  kind: 'ask',
  slot: 'safetyCheck',
  flag: { id, urgency, certainty: 'possible' },
}))
const others: readonly Decision[] = [
  { kind: 'clarify', candidates: longestTitles },
  { kind: 'clarify', candidates: longestTitles.slice(0, 1) },
  { kind: 'act', act: 'acknowledge' },
  { kind: 'act', act: 'acknowledge', about: 'safe' },
  { kind: 'act', act: 'show_facts' },
  { kind: 'act', act: 'help' },
  { kind: 'act', act: 'more' },
  { kind: 'handoff', reason: 'two_fallbacks' },
  ...(['unknown', 'planned', 'too_long', 'empty', 'trouble'] as const).map((reason): Decision => ({
    kind: 'fallback',
    reason,
    candidates: [],
  })),
]

describe('the short text of what is not an answer', () => {
  test.each(
    [...asks, ...checks, ...others].map((decision) => [JSON.stringify(decision), decision]),
  )('fits two segments of a text message: %s', (_, decision) => {
    const text = shortTextOf(decision as Decision)
    expect(nonGsmCharacters(text)).toEqual([])
    expect(gsmSegments(text)).toBeLessThanOrEqual(MAX_SEGMENTS)
  })

  test('of a check question says how to reply', () => {
    for (const check of checks) expect(shortTextOf(check)).toMatch(/Reply YES or NO\.$/)
  })

  test('of an open clarify with one guess says how to take it', () => {
    const one: Decision = { kind: 'clarify', candidates: ['walking_enough'] }
    expect(shortTextOf(one)).toContain('Reply YES')
  })
})
