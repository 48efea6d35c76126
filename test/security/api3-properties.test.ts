/** OWASP API3:2023 Broken Object Property Level Authorization: nothing slips in, nothing slips out. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { z } from 'zod'
import * as schemas from '../../src/server/api-schema.js'
import { erasureReport } from '../../src/server/erasure-schema.js'
import { createEraser } from '../../src/server/erase-patient.js'
import { createMemoryStore } from '../../src/store/memory.js'
import { expectProblem } from '../support/expect-problem.js'
import { serveConversations, type Patient, type RealService } from '../support/real-service.js'
import { aRequest } from '../support/records.js'
import { aMember } from '../support/staff.js'

const desk = aMember('desk')
const store = createMemoryStore()
let served: RealService
let mary: Patient

beforeAll(async () => {
  const overrides = { eraser: createEraser(store) }
  served = await serveConversations({ store, overrides, settings: { STAFF_TOKENS: desk.entry } })
  mary = await served.patient('hello')
  await store.writeHandoff(aRequest({ id: 1 }))
})
afterAll(() => served.stop())

/** What a caller might want to set that is ours to set. */
const SMUGGLED = [
  'isAdmin',
  'staff',
  'role',
  'tokenHash',
  'token',
  'conversationId',
  'session',
  'slots',
  'revision',
  'expiresAt',
  'channel',
  'decision',
  'reply',
  'receivedAt',
  'constructor',
  'prototype',
  'toString',
]

interface Sending {
  readonly name: string
  readonly path: () => string
  readonly body: object
  readonly token: () => string
}
const SENDINGS: readonly Sending[] = [
  { name: 'opening', path: () => '/conversations', body: {}, token: () => mary.token },
  {
    name: 'asking',
    path: () => `${mary.path}/messages`,
    body: { id: 'm9', text: 'hi' },
    token: () => mary.token,
  },
  {
    name: 'rating',
    path: () => `${mary.path}/feedback`,
    body: { seq: 1, isHelpful: true },
    token: () => mary.token,
  },
  {
    name: 'erasing a patient',
    path: () => '/clinic/erasures',
    body: { phone: '+12125550100' },
    token: () => desk.token,
  },
]

describe.each(SENDINGS)('$name', ({ path, body, token }) => {
  const send = (sent: unknown) => served.call('POST', path(), { body: sent, token: token() })

  test.each(SMUGGLED)('takes no %s along', async (key) => {
    expectProblem(await send({ ...body, [key]: true }), 400, 'BODY_INVALID')
    expectProblem(await send({ ...body, [key]: { isAdmin: true } }), 400, 'BODY_INVALID')
  })

  test('takes no __proto__ along', async () => {
    const json = JSON.stringify(body).slice(0, -1)
    const comma = json.length > 1 ? ',' : ''
    const sent = `${json}${comma}"__proto__":{"isAdmin":true}}`
    expectProblem(await send(sent), 400, 'BODY_INVALID')
    expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined()
  })
})

test.each(['isAdmin=1', 'limit=1&limit=2', 'state[]=new', 'state[$ne]=done', '__proto__[x]=1'])(
  'the query %s is refused',
  async (query) => {
    const answer = await served.call('GET', `/clinic/handoffs?${query}`, { token: desk.token })
    expectProblem(answer, 400, 'BODY_INVALID')
  },
)

/** Strict: a field that the description does not name fails. */
const answers: readonly (readonly [
  string,
  z.ZodType,
  () => Promise<{ readonly json: unknown }>,
])[] = [
  ['a welcome', schemas.welcome, () => served.call('GET', '/welcome')],
  ['an opening', schemas.opened, () => served.call('POST', '/conversations', { body: {} })],
  [
    'an answer',
    schemas.answered,
    () =>
      served.call('POST', `${mary.path}/messages`, {
        token: mary.token,
        body: { id: 'm5', text: 'hello' },
      }),
  ],
  [
    'a history',
    schemas.history,
    () => served.call('GET', `${mary.path}/messages`, { token: mary.token }),
  ],
  [
    'the requests',
    schemas.handoffList,
    () => served.call('GET', '/clinic/handoffs', { token: desk.token }),
  ],
  [
    'a request',
    schemas.handoff,
    () =>
      served.call('POST', `/clinic/handoffs/${aRequest({ id: 1 }).id}/done`, { token: desk.token }),
  ],
  [
    'an erasure',
    erasureReport,
    () =>
      served.call('POST', '/clinic/erasures', {
        token: desk.token,
        body: { email: 'a@b.example' },
      }),
  ],
  ['a refusal', schemas.problem, () => served.call('GET', '/nothing')],
]

test.each(answers)('%s shows what the API describes and nothing else', async (_, schema, ask) => {
  const { json } = await ask()
  expect(schema.safeParse(json).error).toBeUndefined()
  expect(JSON.stringify(json)).not.toMatch(
    /tokenHash|"session"|slots|expiresAt|conversationKey|schemaVersion|revision|olderMessages|lastError|nextAt/,
  )
})
