import { describe, expect, test } from '@jest/globals'
import { findChanges, type PlayedTurn } from '../../src/review/changes.js'
import { showChanges } from '../../src/review/show-changes.js'
import type { Reply } from '../../src/types.js'

const REPLY: Reply = {
  responseId: 'calcium.general',
  paragraphs: ['Eat well.', 'Ask again.'],
  shortText: 'Eat well.',
  citations: ['who_1994'],
  because: [],
  suggestions: [{ text: 'Is lifting safe?' }],
}

interface Given extends Partial<Reply> {
  readonly said?: string | readonly string[]
  readonly decision?: string
  readonly channel?: 'web' | 'sms'
}

function aTurn({ said = 'calcium?', decision, channel = 'web', ...reply }: Given = {}): PlayedTurn {
  return {
    said: typeof said === 'string' ? [said] : said,
    channel,
    decision: decision ?? 'answer calcium',
    reply: { ...REPLY, ...reply },
  }
}

const turns = (count: number, given: Given = {}) =>
  Array.from({ length: count }, (_, i) => aTurn({ said: `calcium ${i + 1}?`, ...given }))

describe('findChanges', () => {
  test('finds none between the same turns', () => {
    expect(findChanges(turns(3), turns(3))).toEqual({
      turns: 3,
      repliesChanged: 0,
      decisionsChanged: 0,
      replies: [],
      decisions: [],
    })
  })

  test('tells only of the parts that changed', () => {
    const { replies } = findChanges([aTurn()], [aTurn({ shortText: 'Eat.', disclaimer: 'Ask.' })])
    expect(replies).toEqual([
      {
        responseId: 'calcium.general',
        isOther: false,
        parts: [
          { part: 'sms', before: 'Eat well.', after: 'Eat.' },
          { part: 'note', before: '', after: 'Ask.' },
        ],
        said: [['calcium?']],
      },
    ])
  })

  test('leaves out what a patient on a text message never sees', () => {
    const before = [aTurn({ channel: 'sms' })]
    const after = [aTurn({ channel: 'sms', paragraphs: ['Other.'], citations: [] })]
    expect(findChanges(before, after).repliesChanged).toBe(0)
  })

  test('shows the same change once, with all that led to it', () => {
    const { repliesChanged, replies } = findChanges(
      turns(42),
      turns(42, { paragraphs: ['Eat better.'] }),
    )
    expect(repliesChanged).toBe(42)
    expect(replies.map(({ said }) => said.length)).toEqual([42])
  })

  test('puts other words before other responses, and what many meet before what few do', () => {
    const before = turns(6)
    const after = [
      aTurn({ responseId: 'adding.general' }),
      aTurn({ responseId: 'adding.general', paragraphs: ['New.'] }),
      aTurn({ responseId: 'adding.general', paragraphs: ['New.'] }),
      aTurn({ paragraphs: ['One.'] }),
      ...turns(2, { paragraphs: ['Two.'] }),
    ]
    const { replies } = findChanges(before, after)
    expect(replies.map(({ responseId, said }) => [responseId, said.length])).toEqual([
      ['calcium.general', 2],
      ['calcium.general', 1],
      ['calcium.general → adding.general', 2],
      ['calcium.general → adding.general', 1],
    ])
  })

  test('counts decisions that changed, also where the words did not', () => {
    const after = [...turns(2, { decision: 'answer protein' }), aTurn({ decision: 'clarify a b' })]
    const { decisionsChanged, repliesChanged, decisions } = findChanges(turns(3), after)
    expect([decisionsChanged, repliesChanged]).toEqual([3, 0])
    expect(decisions).toEqual([
      { before: 'answer calcium', after: 'answer protein', count: 2 },
      { before: 'answer calcium', after: 'clarify a b', count: 1 },
    ])
  })
})

describe('showChanges', () => {
  const screen = { width: 50, isColoured: false }
  const shown = (after: readonly PlayedTurn[], limit = Infinity) =>
    showChanges({ changes: findChanges(turns(42), after), revision: 'HEAD', limit }, screen)

  test('says that nothing changed', () => {
    expect(shown(turns(42))).toBe(
      '42 turns played, 0 replies changed in 0 ways, 0 decisions changed\n',
    )
  })

  test('shows two utterances and counts the others', () => {
    expect(shown(turns(42, { paragraphs: ['Eat better.'] }))).toBe(
      [
        'left: HEAD, right: the working tree',
        '',
        '── calcium.general ───────────────────────────────',
        '',
        '  "calcium 1?"',
        '  "calcium 2?"',
        '  and 40 more',
        '',
        'Eat well.               │ Eat better.',
        '                        │',
        'Ask again.              │',
        '',
        '42 turns played, 42 replies changed in 1 ways, 0 decisions changed',
        '',
      ].join('\n'),
    )
  })

  test('shows what a patient said before, the last of it', () => {
    const said = ['one', 'two', 'three', 'four']
    const report = shown([aTurn({ said, shortText: 'Eat.' }), ...turns(42).slice(1)])
    expect(report).toContain('  … "two" → "three" → "four"\n')
  })

  test('shows of another response its words alone', () => {
    const other = { responseId: 'protein.general', paragraphs: ['Meat.'], shortText: 'Meat.' }
    const report = shown(turns(42, other))
    expect(report).toContain('── calcium.general → protein.general ──')
    expect(report).toContain('Meat.')
    expect(report).not.toContain('sms:')
    expect(shown(turns(42, { responseId: 'protein.general' }))).toContain('(the same words)')
  })

  test('says how many it leaves out', () => {
    const after = turns(42).map((turn, i) =>
      i < 3 ? { ...turn, reply: { ...turn.reply, shortText: `${i}` } } : turn,
    )
    expect(shown(after, 1)).toContain('\n… and 2 more changed replies\n')
    expect(shown(after, 0)).toContain('… and 3 more changed replies\n')
    expect(shown(after, 3)).not.toContain('more changed replies')
  })

  test('ends in the decisions that changed, choices all in one', () => {
    const after = [
      ...turns(20, { decision: 'answer protein' }),
      ...turns(11, { decision: 'clarify a b' }),
      ...turns(11, { decision: 'clarify b c' }),
    ]
    expect(shown(after).split('\n').slice(0, 2)).toEqual([
      '    22  answer calcium → clarify',
      '    20  answer calcium → answer protein',
    ])
  })
})
