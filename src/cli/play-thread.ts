/** Plays conversations on some content; a thread, so that two contents are played at once. */
import { parentPort, workerData } from 'node:worker_threads'
import type { Content } from '../content/content.js'
import { equip, loadModel } from '../prepare.js'
import type { PlayedTurn } from '../review/changes.js'
import { apologise, takeTurn } from '../turn.js'
import { beginConversation, type Conversation } from './conversation.js'
import type { ModelPaths } from './models.js'
import { nameOf, transcriptClinic } from './transcript.js'

export interface PlayTask {
  /** What progress messages call the content. */
  readonly title: string
  readonly content: Content
  readonly models: ModelPaths
  readonly conversations: readonly Conversation[]
}

const TURNS_A_MESSAGE = 5000

function playAll({ title, content, models, conversations }: PlayTask): readonly PlayedTurn[] {
  const ready = equip(content, transcriptClinic, (name) => loadModel(models[name]))
  const turns: PlayedTurn[] = []
  for (const conversation of conversations) {
    const { channel, utterances, pausesMs } = conversation
    const say = beginConversation(ready, conversation, takeOrApologise)
    utterances.forEach((utterance, index) => {
      const { decision, reply } = say(utterance, pausesMs?.[index])
      const said = utterances.slice(0, index + 1)
      turns.push({ said, channel, decision: nameOf(decision), reply })
      if (turns.length % TURNS_A_MESSAGE === 0)
        process.stderr.write(`${title}: ${turns.length} turns played\n`)
    })
  }
  return turns
}

/** As a running server does, so that content on which a turn fails shows as the apology that patients would get. */
function takeOrApologise(...given: Parameters<typeof takeTurn>): ReturnType<typeof takeTurn> {
  try {
    return takeTurn(...given)
  } catch {
    return apologise(...given)
  }
}

// diff.ts starts this thread, and with nothing else.
parentPort?.postMessage(playAll(workerData as PlayTask))
