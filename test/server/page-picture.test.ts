import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { answered } from '../../src/server/api-schema.js'
import { html, tag } from '../../src/server/html.js'
import { css } from '../../src/server/page-css.js'
import { PICTURE_CSS } from '../../src/pictures/drawing.js'
import { parseRecord } from '../../src/store/record-schema.js'
import type { Picture } from '../../src/types.js'
import { serve, type Served } from '../support/app.js'
import { aReply, fakeConversations } from '../support/fake-conversations.js'
import { aCalciumPicture, aScorePicture, aWeekPicture } from '../support/pictures.js'
import { aConversation, anExchange, aReply as aStoredReply } from '../support/records.js'
import { visitor } from '../support/visitor.js'

const often = { label: 'Balance', on: [], often: 'Most days' }
const week = aWeekPicture([[0, 3]])
const PICTURES: readonly (readonly [string, Picture])[] = [
  ['tScore', aScorePicture(-2.7)],
  ['calcium', aCalciumPicture([300, 0])],
  ['week', { ...week, rows: [...week.rows, often] }],
]
const EVIL = '"><script>alert(1)</script>'
const pictureOf = (text: string): Picture => {
  const found = PICTURES.find(([kind]) => text.includes(kind))?.[1] ?? aScorePicture(-1)
  return text.includes('evil') ? { ...found, title: EVIL, alt: EVIL } : found
}

let served: Served
beforeAll(async () => {
  const replyTo = (text: string) => aReply({ paragraphs: ['Look.'], picture: pictureOf(text) })
  served = await serve({}, { conversations: fakeConversations(replyTo) })
})
afterAll(() => served.stop())
const { visit, ask } = visitor(() => served)

async function pageAfter(question: string): Promise<string> {
  const { cookie } = await ask(question, '')
  return (await visit('/', cookie)).text
}

describe('a picture', () => {
  test.each(PICTURES)('of kind %s is on the page, with its title and alternative', async (kind) => {
    const page = await pageAfter(kind)
    expect(page).toMatch(/<figure class="picture">\s*<figcaption>A title<\/figcaption>\s*<svg /)
    expect(page).toMatch(/<svg [^>]*role="img" aria-label="All that it shows."/)
    expect(page).not.toMatch(/<svg[^]*\bstyle=/)
  })

  test('is escaped', async () => {
    const page = await pageAfter('evil calcium')
    expect(page).not.toContain('<script>')
    expect(page).toContain('aria-label="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"')
  })

  test.each(PICTURES)('of kind %s is given by the API as it is', async (kind, picture) => {
    const { json } = await served.call('POST', '/conversations', { body: {} })
    const body = { id: 'm-1', text: kind }
    const path = `/conversations/${json.conversationId}/messages`
    const said = await served.call('POST', path, { token: json.token, body })
    expect(answered.parse(said.json).reply.picture).toEqual(picture)
  })

  test.each(PICTURES)('of kind %s is read back from the store', (_, picture) => {
    const reply = aStoredReply({ picture })
    const record = aConversation({ exchanges: [anExchange({ reply })] })
    expect(parseRecord(JSON.stringify(record))).toEqual({ kind: 'record', record })
  })

  test('has its style on the page', () => {
    expect(css).toContain(PICTURE_CSS)
  })
})

describe('tag', () => {
  test('escapes attributes and keeps what was made by html', () => {
    expect(tag('g', { class: 'a"b' }, [html`<text>${'<'}</text>`]).markup).toBe(
      '<g class="a&quot;b"><text>&lt;</text></g>',
    )
  })

  test.each([
    ['g onload', {}],
    ['g', { 'x onload': '1' }],
  ])('refuses the name in %j %j', (name, attributes) => {
    expect(() => tag(name, attributes, [])).toThrow(RangeError)
  })
})
