import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { serve } from '../support/app.js'
import type { Served } from '../support/app.js'
import { aReply, fakeConversations } from '../support/fake-conversations.js'
import { visitor } from '../support/visitor.js'

/** A reply that is signed when the question says so. */
const replyTo = (text: string) =>
  aReply({
    paragraphs: text.includes('silent') ? [] : [`About ${text}.`],
    ...(text.includes('chest') && { urgency: 'emergency' as const }),
    ...(text.includes('signed') && { isReviewed: true as const }),
  })

const FOR_ALL = /The wording here has not yet been reviewed by a clinician/g
const FOR_ONE = /Not yet reviewed by a clinician/g

let served: Served
beforeAll(async () => {
  served = await serve({}, { conversations: fakeConversations(replyTo) })
})
afterAll(() => served.stop())
const { visit, ask } = visitor(() => served)

async function pageAfter(...questions: readonly string[]): Promise<string> {
  let cookie = ''
  for (const question of questions) cookie = (await ask(question, cookie)).cookie
  return (await visit('/', cookie)).text
}

const countOf = (text: string) => [
  [...text.matchAll(FOR_ALL)].length,
  [...text.matchAll(FOR_ONE)].length,
]

describe('the notice about review', () => {
  test.each([
    ['once for all when no answer is signed', ['a', 'b', 'c'], [1, 0]],
    ['nowhere when all are signed', ['signed a', 'signed b'], [0, 0]],
    ['under each answer that is not, when some are', ['signed a', 'b', 'c'], [0, 2]],
    ['not under a reply without words', ['signed a', 'silent'], [0, 0]],
    ['once with an emergency', ['a', 'chest'], [1, 0]],
    ['under an emergency among signed answers', ['signed a', 'chest'], [0, 1]],
  ])('stands %s', async (_, questions, counts) => {
    expect(countOf(await pageAfter(...questions))).toEqual(counts)
  })

  test('never stands above an emergency', async () => {
    for (const before of ['a', 'signed a']) {
      const text = await pageAfter(before, 'chest')
      expect(text.indexOf('About chest')).toBeLessThan(text.search(/reviewed by a clinician/))
    }
  })

  test('is a field of every reply of the API', async () => {
    const { conversationId, token } = (await served.call('POST', '/conversations')).json
    const said = async (id: string, text: string) => {
      const path = `/conversations/${conversationId}/messages`
      const { text: json } = await served.call('POST', path, { token, body: { id, text } })
      return (JSON.parse(json) as { reply: { isReviewed: boolean } }).reply.isReviewed
    }
    expect(await said('m1', 'a')).toBe(false)
    expect(await said('m2', 'signed a')).toBe(true)
  })
})
