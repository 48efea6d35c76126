/** What is measured with: the same turns of our own examples and transcripts on every run. */
import { readFileSync } from 'node:fs'
import {
  beginConversation,
  conversationsOf,
  USUAL_SETTING,
  type Conversation,
} from '../../src/cli/conversation.js'
import { transcriptsIn } from '../../src/cli/transcript.js'
import { createRandom, shuffle } from '../../src/nlu/classifier/random.js'
import { takeTurn, type ReadyContent } from '../../src/turn.js'
import type { InboundMessage, Session, Turn } from '../../src/types.js'

/** A turn and the session before it. */
export interface PlayedTurn {
  readonly session: Session
  readonly message: InboundMessage
  readonly turn: Turn
}

const SEED = 17
const TRANSCRIPTS = 'test/transcripts'

/**
 * Plays first messages drawn from the examples, and conversations drawn from the transcripts.
 *
 * @param count Turns of each kind; a conversation is played to its end, so that there may be a few more.
 */
export function playMix(content: ReadyContent, count: number): readonly PlayedTurn[] {
  const examples = [...content.intents.values()].flatMap((intent) => intent.examples)
  const messages = drawn(examples, count).map((text) => ({ ...USUAL_SETTING, utterances: [text] }))
  const transcripts = transcriptsIn(TRANSCRIPTS).flatMap((path) =>
    conversationsOf(readFileSync(path, 'utf8').split('\n')),
  )
  const conversations: Conversation[] = []
  let turns = 0
  for (const conversation of drawn(transcripts, transcripts.length)) {
    if (turns >= count) break
    conversations.push(conversation)
    turns += conversation.utterances.length
  }
  return [...messages, ...conversations].flatMap((conversation) => play(content, conversation))
}

function play(content: ReadyContent, conversation: Conversation): readonly PlayedTurn[] {
  const played: PlayedTurn[] = []
  const say = beginConversation(content, conversation, (given, session, message) => {
    const turn = takeTurn(given, session, message)
    played.push({ session, message, turn })
    return turn
  })
  conversation.utterances.forEach(say)
  return played
}

function drawn<Item>(items: readonly Item[], count: number): readonly Item[] {
  const order = Int32Array.from(items, (_, index) => index)
  shuffle(order, order.length, createRandom(SEED))
  return [...order.subarray(0, count)].flatMap((index) => items[index] ?? [])
}
