import { describe, expect, test } from '@jest/globals'
import { measure } from '../../src/measure/measures.js'
import { pageOf, type Page } from '../../src/measure/page.js'
import type { Played } from '../../src/measure/score.js'
import { aContent } from '../support/content.js'
import { aCase, aPlayed, answer, escalate, fallBack, offer, ranked } from './records.js'

const { intents } = aContent()
const EVIL = '<script>alert("x")</script> & \''

function aPage(played: readonly Played[], changes: Partial<Page> = {}): string {
  const measures = measure(played, intents)
  return pageOf({
    name: 'made-up',
    at: '2026-01-15T12:00:00.000Z',
    played,
    measures,
    tables: [],
    changes: [],
    ...changes,
  })
}

const heard = ranked(['calcium', 0.81], ['pills', 0.1], ['score', 0.05], ['lifting', 0.01])
const page = aPage(
  [
    aPlayed(aCase(), answer('lifting'), ranked(['lifting', 0.9])),
    aPlayed(aCase({ id: 'wrong-1', text: EVIL }), answer('calcium'), heard),
    aPlayed(aCase({ id: 'offered-1' }), offer('lifting'), heard),
    aPlayed(aCase({ id: 'missed-1', task: 'urgent', mustRaise: 'fainting' }), fallBack),
  ],
  {
    changes: [`1 worse: ${EVIL}`],
    tables: [{ title: EVIL, columns: [{ head: EVIL, align: 'left' }], rows: [[EVIL]] }],
  },
)

describe('pageOf', () => {
  test.each(['changes', 'summary', 'confidence', 'reliability', 'confusions', 'intents', 'errors'])(
    'has its part %s',
    (id) => {
      expect(page).toContain(`<section id="${id}">`)
    },
  )

  test('draws three pictures and needs no other file', () => {
    expect(page.match(/<svg\s/g)).toHaveLength(3)
    expect(page).not.toMatch(/<link|src=|https?:/)
  })

  test('lists every message that is not right, with its top three and what was decided', () => {
    expect(page).toContain('wrong-1')
    expect(page).toContain('calcium 0.81, pills 0.10, score 0.05<')
    expect(page).toContain('answer calcium')
    expect(page).toContain('Questions: offered right (1)')
    expect(page).toContain('Urgent: quiet (1)')
    expect(page).not.toContain('>m1<')
  })

  test('escapes whatever patients and files say', () => {
    expect(page).not.toContain('<script')
    expect(page.match(/&lt;script&gt;alert\(&quot;x&quot;\)/g)).toHaveLength(5)
  })

  test('closes what it opens', () => {
    for (const tag of ['svg', 'table', 'tr', 'td', 'section', 'details', 'g', 'text', 'div']) {
      const opened = page.match(new RegExp(`<${tag}[\\s>]`, 'g'))?.length
      expect([tag, page.match(new RegExp(`</${tag}\\s*>`, 'g'))?.length]).toEqual([tag, opened])
    }
  })

  test('places what it draws inside the picture', () => {
    expect(page).not.toMatch(/NaN|undefined|Infinity/)
    expect(page).not.toMatch(/(?:width|height)="-/)
  })

  test('leaves intents out where none was heard', () => {
    const danger = aPage([aPlayed(aCase({ task: 'urgent' }), escalate('fainting'))])
    expect(danger).not.toContain('<svg')
    expect(danger).toContain('<section id="errors">')
  })
})
