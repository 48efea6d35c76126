/** What holds for every reply that the content of this project can give. */
import { describe, expect, test } from '@jest/globals'
import { gsmSegments, nonGsmCharacters } from '../../src/channels/gsm.js'
import { loadContent } from '../../src/content/load.js'
import type { Decision, RedFlag, Reply, Slots } from '../../src/types.js'
import { aClinic, aFlag, aScore } from '../support/content.js'
import { slotName } from '../../src/content/schema.js'
import { worded } from '../support/worded.js'

const content = loadContent('.')
const clinic = {
  ...aClinic,
  name: 'Riverside Bone Clinic',
  phone: '+1 555 010 0199',
  hours: 'Mon-Fri 8-5',
}

/** Patients who differ in what decides between variants. */
const PATIENTS: readonly Slots[] = [
  {},
  ...[-0.5, -1.02, -1.8, -2.47, -2.75, -3.6].flatMap((tScore) => [
    { tScore },
    { tScore, ageYears: 30, sex: 'male' as const },
    { tScore, zScore: -2.25, menopause: 'post' as const },
    { tScore, priorFracture: true, fractureSite: 'hip' as const, ageYears: 80 },
    { tScore, priorFracture: false, tScoreSite: 'other' as const },
  ]),
  ...[18, 45, 51, 70, 71, 110].flatMap((ageYears) => [
    { ageYears },
    { ageYears, sex: 'female' as const, pregnant: ageYears < 50 },
    { ageYears, sex: 'male' as const, priorFracture: true },
    { ageYears, kidneyOrCalciumProblem: true, weightKg: 70 },
  ]),
  { priorFracture: true },
  { priorFracture: true, fractureSite: 'spine', supervised: true },
  { priorFracture: true, fractureSite: 'wrist', supervised: false },
  { menopause: 'pre', zScore: -1.5 },
  { pregnant: true },
  { weightKg: 250 },
  ...['alendronate', 'denosumab', 'teriparatide', 'zoledronic_acid'].map((medicine) => ({
    medicine,
  })),
]

function expectWhole(reply: Reply): void {
  const words = [...reply.paragraphs, reply.shortText, reply.disclaimer ?? ''].join('\n')
  expect(words).not.toMatch(/[{}]|\[@|\[-|undefined|NaN| {2}| [.,](?!\d)/)
  const shown = [...reply.paragraphs, ...(reply.table?.rows.flat() ?? [])].join(' ')
  const cited = [...shown.matchAll(/\[(\d+)\]/g)].map(([, n]) => Number(n))
  const firsts = [...new Set(cited)]
  expect(firsts).toEqual(reply.citations.map((_, index) => index + 1))
  expect(reply.citations.filter((id) => content.sources[id] === undefined)).toEqual([])
  expect([reply.responseId, nonGsmCharacters(reply.shortText)]).toEqual([reply.responseId, []])
  expect([reply.shortText, gsmSegments(reply.shortText) <= 2]).toEqual([reply.shortText, true])
}

const say = (decision: Decision, facts: Slots = {}, channel: 'web' | 'sms' = 'sms') =>
  worded(decision, { content, clinic, facts, channel })

describe('the content of this project', () => {
  test.each([...content.responses.keys()])('%s has whole words for every patient', (intent) => {
    for (const facts of PATIENTS) {
      expectWhole(say({ kind: 'answer', intents: [intent] }, facts))
    }
  })

  const flags = content.redFlagRules.flags.flatMap(({ id, urgency, rules }) =>
    [...new Set([undefined, ...rules.map(({ variant }) => variant)])].map((variant) =>
      aFlag(id, { urgency, ...(variant !== undefined && { variant }) }),
    ),
  )
  const byUrgency = (a: RedFlag, b: RedFlag) =>
    Number(b.urgency === 'emergency') - Number(a.urgency === 'emergency')

  test.each(flags)('$id $variant has whole words, alone and with any other sign', (flag) => {
    const others = flags.filter(({ id }) => id !== flag.id)
    expectWhole(say({ kind: 'escalate', flags: [flag] }))
    expectWhole(say({ kind: 'ask', slot: 'safetyCheck', flag }))
    for (const other of others) {
      expectWhole(say({ kind: 'escalate', flags: [flag, other].toSorted(byUrgency) }))
    }
  })

  test('has words for each variant of a red flag', () => {
    const unworded = flags.filter(
      ({ id, variant }) =>
        variant !== undefined && content.redFlagWording.flags[id]?.variants[variant] === undefined,
    )
    expect(unworded.map(({ id, variant }) => `${id}.${variant}`)).toEqual([])
  })

  test.each(slotName.options)('asks for %s, in whole words', (slot) => {
    expectWhole(say({ kind: 'ask', slot, forIntent: 'calcium_amount' }))
  })

  test('has whole words for everything else', () => {
    const { acts, fallbacks, doubts } = content.system
    const names = (record: object) => Object.keys(record)
    const decisions = [
      ...names(fallbacks).map((reason) => ({ kind: 'fallback', reason, candidates: [] })),
      ...names(acts).map((act) => ({ kind: 'act', act })),
      ...names(doubts).map((doubt) => ({
        kind: 'ask',
        slot: 'tScore',
        forIntent: 't_score_meaning',
        doubted: { ...aScore(-2.5), doubt },
      })),
      { kind: 'handoff', reason: 'two_fallbacks' },
    ] as readonly Decision[]
    const worded = decisions.filter(
      (decision) => decision.kind !== 'act' || HAS_WORDS.has(decision.act),
    )
    expect(worded.length).toBeGreaterThan(15)
    for (const decision of worded) expectWhole(say(decision, { tScore: -2.5 }))
  })

  test('offers a choice of its longest titles in two segments', () => {
    const longest = [...content.intents.values()]
      .toSorted((a, b) => b.title.length - a.title.length)
      .map(({ intent }) => intent)
    expectWhole(say({ kind: 'clarify', candidates: longest.slice(0, 3) }))
  })
})

/** Names in `_system.yml` that are also acts of the dialogue. */
const HAS_WORDS = new Set<string>([
  'opt_out',
  'opt_in',
  'help',
  'forget',
  'show_facts',
  'correct_fact',
  'start_over',
  'cancel',
  'acknowledge',
])
