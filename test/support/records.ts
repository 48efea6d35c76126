import { nothingHeard } from '../../src/nlu/understand.js'
import { keyOf } from '../../src/store/data-folder.js'
import type { HandoffRequest } from '../../src/store/handoff.js'
import type { Conversation, Exchange } from '../../src/store/store.js'
import type { InboundMessage, Reply, Session, Turn } from '../../src/types.js'

export const farFuture = '2099-01-01T00:00:00.000Z'

export function aSession(changes: Partial<Session> = {}): Session {
  return {
    schemaVersion: 1,
    turns: 0,
    locale: 'en',
    slots: {},
    asked: {},
    topic: [],
    fallbacks: 0,
    expiresAt: farFuture,
    ...changes,
  }
}

export function aReply(changes: Partial<Reply> = {}): Reply {
  return {
    responseId: 'heavy_lifting_safe.0',
    paragraphs: ['Lift with care [1].'],
    shortText: 'Lift with care.',
    citations: ['sss_2022'],
    because: [{ slot: 'tScore', label: 'T-score −2.7' }],
    suggestions: [{ text: 'Best exercises?', intent: 'best_exercises' }],
    ...changes,
  }
}

export function anExchange(changes: Partial<Exchange> = {}): Exchange {
  return {
    seq: 1,
    messageId: 'm1',
    utterance: 'is heavy lifting safe?',
    receivedAt: '2026-01-01T00:00:00.000Z',
    decision: 'answer',
    reply: aReply(),
    ...changes,
  }
}

export function aConversation(changes: Partial<Conversation> = {}): Conversation {
  return {
    schemaVersion: 1,
    id: 'c1',
    tokenHash: 'ab'.repeat(32),
    channel: 'web',
    createdAt: '2026-01-01T00:00:00.000Z',
    session: aSession(),
    exchanges: [],
    feedback: [],
    ...changes,
  }
}

/** A record in which every optional field is filled. */
export function aFullConversation(id: string): Conversation {
  const flag = { id: 'hip_fracture', variant: 'walking', urgency: 'emergency' } as const
  const redFlag = { ...flag, certainty: 'possible' } as const
  return aConversation({
    id,
    session: aSession({
      slots: {
        tScore: { value: -2.7, toldInTurn: 1 },
        supervised: { value: false, toldInTurn: 2 },
      },
      asked: { priorFracture: 2 },
      awaited: {
        kind: 'slot',
        slot: 'tScore',
        forIntent: 'heavy_lifting_safe',
        doubted: { slot: 'tScore', value: 27, start: 0, end: 2, about: 'patient', doubt: 'vague' },
      },
      lastReply: aReply({ disclaimer: 'supervised_exercise', urgency: 'soon' }),
      openEmergency: redFlag,
      focus: { relation: 'mother', pronoun: 'she' },
      aside: {
        person: { relation: 'friend', pronoun: 'they' },
        slots: { ageYears: { value: 67, toldInTurn: 3 } },
        asked: { sex: 1 },
        isMentioned: true,
      },
      isWhoseAsked: true,
      handoff: {
        reason: 'asked',
        sharesFacts: true,
        name: 'Mary',
        contact: { kind: 'email', value: 'mary@example.org', shown: 'mary@example.org' },
        bestTime: 'mornings',
        about: 'my scan',
        settled: ['consent'],
        returns: 1,
      },
      supposing: { slots: { sex: 'male', ageYears: 75 }, tScoreClass: 'low', isOther: true },
      keepsFacts: true,
      topicBefore: ['calcium_amount'],
      lastAt: '2026-01-01T00:00:00.000Z',
    }),
    exchanges: [anExchange({ utterance: '“T-score −2.7” 🦴 \u0000 \ud800 </script> __proto__' })],
    olderMessages: ['AAAAAAAAAAA'],
    feedback: [{ seq: 1, isHelpful: false, reason: 'too long', givenAt: farFuture }],
  })
}

/** A request to the staff in which every optional field is filled. */
export function aRequest({
  id,
  conversationId = 'c1',
  ...changes
}: { readonly id: number; readonly conversationId?: string } & Partial<
  Omit<HandoffRequest, 'id'>
>): HandoffRequest {
  return {
    schemaVersion: 1,
    id: String(id).padStart(32, '0'),
    conversationKey: keyOf(conversationId),
    createdAt: '2026-01-01T00:00:00.000Z',
    channel: 'web',
    name: 'Mary Jones',
    contact: { kind: 'phone', value: '+12125550199', shown: '(212) 555-0199' },
    bestTime: 'mornings',
    about: 'my scan “🦴” </script>',
    facts: ['age 67'],
    reason: 'asked',
    state: 'new',
    deliveries: [
      { by: 'email', state: 'due', attempts: 1, nextAt: farFuture, lastError: 'HTTP_500' },
    ],
    expiresAt: farFuture,
    ...changes,
  }
}

/** A turn that answers with the utterance, so that a test can tell replies apart. */
export function aTurn(session: Session, message: InboundMessage): Turn {
  return {
    message,
    understanding: nothingHeard(message.utterance),
    decision: { kind: 'answer', intents: ['heavy_lifting_safe'] },
    reply: aReply({ shortText: message.utterance }),
    session: { ...session, turns: session.turns + 1 },
  }
}
