/** What is answered while the store is away, and what is not. */
import { beforeEach, describe, expect, test } from '@jest/globals'
import { StoreDownError, StoreError } from '../../src/errors.js'
import type { Conversations, TurnHost } from '../../src/server/conversation.js'
import type { Store } from '../../src/store/store.js'
import type { Decision } from '../../src/types.js'
import { aBench, many, type Bench, type Caller } from '../support/bench.js'
import { aTurn } from '../support/records.js'

const line = 'I will not remember this.'
const flag = {
  id: 'hip_fracture',
  variant: 'walking',
  urgency: 'emergency',
  certainty: 'certain',
} as const
const decisions: Readonly<Record<string, Decision>> = {
  danger: { kind: 'escalate', flags: [flag] },
  forget: { kind: 'act', act: 'forget' },
  'start over': { kind: 'act', act: 'start_over' },
  human: { kind: 'handoff', reason: 'asked' },
}
const request = {
  reason: 'asked',
  contact: { kind: 'phone', value: '+12125550199', shown: '(212) 555-0199' },
  about: 'my scan',
} as const

const host: TurnHost = (session, message) => {
  const turn = aTurn(session, message)
  const { utterance } = message
  if (utterance === 'send') return Promise.resolve({ ...turn, request })
  const remember = { ...turn.session, keepsFacts: true }
  if (utterance === 'remember me') return Promise.resolve({ ...turn, session: remember })
  return Promise.resolve({ ...turn, decision: decisions[utterance] ?? turn.decision })
}

let bench: Bench
let caller: Caller
let conversations: Conversations
/** What every call of the store fails with; undefined while it is there. */
let failure: StoreError | undefined

/** A node on the same store, which knows nothing of what the others have answered. */
const aNode = () => bench.service({ host, store: failing(bench.store), unkeptLine: line })

function failing(store: Store): Store {
  const unless =
    <A extends readonly unknown[], R>(call: (...args: A) => Promise<R>) =>
    (...args: A): Promise<R> =>
      failure === undefined ? call(...args) : Promise.reject(failure)
  return {
    ...store,
    ...{ read: unless(store.read), write: unless(store.write), replace: unless(store.replace) },
    ...{ erase: unless(store.erase), eraseHandoffs: unless(store.eraseHandoffs) },
  }
}

const say = (messageId: string, text = `text of ${messageId}`, by = conversations) =>
  by.receive({ ...caller, messageId, text })
const goDown = () => {
  failure = new StoreDownError('the database cannot be reached')
}

beforeEach(async () => {
  failure = undefined
  bench = aBench()
  conversations = aNode()
  caller = await conversations.open('web')
  await say('m1')
})

describe('while the database is down', () => {
  beforeEach(goDown)

  test('a conversation of this node goes on from memory, and says that it is not remembered', async () => {
    const answer = await say('m2')
    expect(answer).toMatchObject({ seq: 2, messageId: 'm2', isKept: false })
    expect(answer.reply.paragraphs.at(-1)).toBe(line)
    expect(await say('m3')).toMatchObject({ seq: 3, isKept: false })
  })

  test('a message that comes again gets the same reply', async () => {
    const [first, second] = await Promise.all([say('m2'), say('m2')])
    expect(second).toEqual(first)
    expect(await say('m2')).toEqual(first)
    expect(await say('m1')).toMatchObject({ seq: 1, messageId: 'm1' })
    expect((await say('m1')).isKept).toBeUndefined()
    await expect(say('m2', 'another text')).rejects.toMatchObject({ code: 'MESSAGE_CONFLICT' })
  })

  test('answers come in the order of their messages', async () => {
    const answers = await Promise.all(many(5).map((id) => say(`d${id}`)))
    expect(answers.map(({ seq }) => seq)).toEqual([2, 3, 4, 5, 6])
  })

  test.each(['send', 'forget', 'start over', 'human', 'remember me'])(
    '"%s" is not answered: its reply would be a promise',
    async (text) => {
      await expect(say('m2', text)).rejects.toThrow(StoreDownError)
    },
  )

  test('danger is answered, whoever writes and from wherever', async () => {
    expect(await say('m2', 'danger')).toMatchObject({ decision: 'escalate', isKept: false })
    expect(await say('m2', 'danger', aNode())).toMatchObject({ decision: 'escalate' })
    caller = { conversationId: 'nobody-knows-it', token: 'nor-this' }
    expect(await say('m2', 'danger')).toMatchObject({ decision: 'escalate', isKept: false })
  })

  test('what was said more than an hour ago is known no more: it may be erased by now', async () => {
    const hour = 3_600_000
    bench.now = new Date(bench.now.getTime() + hour)
    expect(await say('m2')).toMatchObject({ seq: 2 })
    bench.now = new Date(bench.now.getTime() + hour + 1)
    await expect(say('m3')).rejects.toThrow(StoreDownError)
  })

  test('another node, and a stranger, get nothing else', async () => {
    await expect(say('m2', 'hello', aNode())).rejects.toThrow(StoreDownError)
    caller = { ...caller, token: 'of somebody else' }
    await expect(say('m2')).rejects.toThrow(StoreDownError)
    await expect(conversations.history({ ...caller, afterSeq: 0 })).rejects.toThrow(StoreDownError)
  })

  test('a stranger who writes of danger under an id takes nothing of its owner', async () => {
    const owner = caller
    caller = { ...owner, token: 'of somebody else' }
    await say('x1', 'danger')
    caller = owner
    expect(await say('m2')).toMatchObject({ seq: 2, decision: 'answer' })
  })

  test('a conversation can be opened on the web, and not by text message', async () => {
    caller = await conversations.open('web')
    expect(await say('m1')).toMatchObject({ seq: 1, isKept: false })
    await expect(conversations.open('sms')).rejects.toThrow(StoreDownError)
  })

  test('a conversation by text message is not answered', async () => {
    failure = undefined
    caller = await conversations.open('sms')
    await say('m1')
    goDown()
    await expect(say('m2')).rejects.toThrow(StoreDownError)
  })

  test('what was kept can be read, and what was not is not among it', async () => {
    await say('m2')
    const seen = await conversations.history({ ...caller, afterSeq: 0 })
    expect(seen.map(({ seq }) => seq)).toEqual([1])
  })

  test('nothing is said to be erased', async () => {
    await expect(conversations.forget(caller)).rejects.toThrow(StoreDownError)
    failure = undefined
    await conversations.forget(caller)
    goDown()
    await expect(say('m2')).rejects.toThrow(StoreDownError)
  })
})

describe('when it is back', () => {
  test('the conversation goes on from what was kept', async () => {
    goDown()
    await say('m2')
    failure = undefined
    expect(await say('m3')).toMatchObject({ seq: 2, messageId: 'm3' })
    expect((await say('m2')).isKept).toBeUndefined()
    const seen = await conversations.history({ ...caller, afterSeq: 0 })
    expect(seen.map(({ messageId }) => messageId)).toEqual(['m1', 'm3', 'm2'])
  })
})

describe('while a disk is full', () => {
  test('nothing but danger is answered', async () => {
    failure = new StoreError('the disk is full')
    await expect(say('m2')).rejects.toThrow('the disk is full')
    expect(await say('m2', 'danger')).toMatchObject({ decision: 'escalate', isKept: false })
  })
})
