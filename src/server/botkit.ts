/** The only door to Botkit, which hosts the turn. Its classes are extended here and nowhere else. */
import { TurnContext, BotAdapter } from 'botbuilder-core'
import type { Activity, ResourceResponse, Storage } from 'botbuilder-core'
import { DialogTurnStatus } from 'botbuilder-dialogs'
import { Botkit, BotWorker } from 'botkit'
import type { BotkitHandler, BotkitMessage } from 'botkit'
import { TurnError } from '../errors.js'
import type { InboundMessage, Session, Turn } from '../types.js'
import type { TurnHost } from './conversation.js'

/** What one turn carries through Botkit; made by us, so nothing of it can come from a client. */
interface Hosted {
  readonly session: Session
  readonly message: InboundMessage
  readonly outbox: Turn[]
  turn?: Turn
}

const HOSTED = Symbol('hosted')

export interface TurnHostOptions {
  readonly takeTurn: (session: Session, message: InboundMessage) => Turn
  /** Hears of every failed turn; the caller of the host hears of it too. */
  readonly onError: (error: unknown) => void
}

/** Makes the host that takes each turn through Botkit; a turn that fails rejects and harms no other. */
export function createTurnHost({ takeTurn, onError }: TurnHostOptions): TurnHost {
  const adapter = new OutboxAdapter()
  const controller = createController(adapter, takeTurn)
  return async (session, message) => {
    const hosted: Hosted = { session, message, outbox: [] }
    try {
      await adapter.take(controller, hosted)
    } catch (error) {
      onError(error)
      throw error
    }
    const [turn] = hosted.outbox
    if (turn !== undefined) return turn
    const silent = new TurnError('botkit took the message but no handler replied')
    onError(silent)
    throw silent
  }
}

function createController(adapter: OutboxAdapter, takeTurn: TurnHostOptions['takeTurn']): Botkit {
  const controller = new AwaitingBotkit({
    adapter,
    storage: forgetful,
    disable_console: true,
    // Botkit opens port 3000 unless it is given a server; this one takes its route and serves nothing.
    webserver: { post: () => undefined },
  })
  const { ingest, receive } = controller.middleware as Readonly<Record<string, Ware>>
  ingest?.use((_bot, message) => {
    message['hosted'] = (message['context'] as TurnContext).turnState.get<Hosted>(HOSTED)
  })
  receive?.use((_bot, message) => {
    const hosted = hostedOf(message)
    hosted.turn = takeTurn(hosted.session, hosted.message)
  })
  const isEscalation = (message: BotkitMessage) =>
    Promise.resolve(hostedOf(message).turn?.decision.kind === 'escalate')
  controller.hears(isEscalation, 'message', sendTurn)
  controller.on('message', sendTurn)
  return controller
}

function sendTurn(bot: BotWorker, message: BotkitMessage): Promise<unknown> {
  const { turn } = hostedOf(message)
  if (turn === undefined) return Promise.reject(new TurnError('no turn was taken'))
  const text = turn.reply.paragraphs.join('\n\n')
  return bot.reply(message, { type: 'message', text, channelData: { turn } })
}

function hostedOf(message: BotkitMessage): Hosted {
  return message['hosted'] as Hosted
}

/** What a conversation remembers is its Session; Botkit's own memory stays empty, so it cannot grow. */
const forgetful: Storage = {
  read: () => Promise.resolve({}),
  write: () => Promise.resolve(),
  delete: () => Promise.resolve(),
}

/** Botkit's middleware, which it declares as `any`. */
interface Ware {
  readonly use: (step: (bot: BotWorker, message: BotkitMessage) => void) => void
  readonly run: (...args: readonly unknown[]) => void
}

type Listen = (bot: BotWorker, message: BotkitMessage) => Promise<unknown>

/** The private parts of Botkit that `handleTurn` is made of. */
interface Inside {
  readonly listenForInterrupts: Listen
  readonly listenForTriggers: Listen
  readonly _events: Readonly<Record<string, readonly BotkitHandler[]>>
}

function run(ware: Ware, ...args: readonly unknown[]): Promise<void> {
  return new Promise((resolve, reject) => {
    ware.run(...args, (error: Error | undefined) => (error ? reject(error) : resolve()))
  })
}

/** Botkit awaits inside a callback, where a throw ends the process (howdyai/botkit#1884). Here each step is awaited. */
class AwaitingBotkit extends Botkit {
  override async handleTurn(context: TurnContext): Promise<void> {
    const { activity } = context
    // Botkit spreads channelData into the message, which lets a client name any field; we do not.
    const message: BotkitMessage = {
      type: 'message',
      text: activity.text,
      user: activity.from.id,
      channel: activity.conversation.id,
      reference: TurnContext.getConversationReference(activity) as BotkitMessage['reference'],
      incoming_message: activity,
      context,
    }
    context.turnState.set('botkitMessage', message)
    const dialogs = await this.dialogSet.createContext(context)
    const bot = await this.spawn(dialogs)
    await run(this.middleware.ingest as Ware, bot, message)
    await run(this.middleware.receive as Ware, bot, message)
    if ((await this.inside.listenForInterrupts(bot, message)) === false) {
      const dialog = await dialogs.continueDialog()
      if (dialog.status === DialogTurnStatus.empty) await this.hearMessage(bot, message)
    }
    await this.saveState(bot)
  }

  private async hearMessage(bot: BotWorker, message: BotkitMessage): Promise<void> {
    await run(this.middleware.interpret as Ware, bot, message)
    const heard = await this.inside.listenForTriggers(bot, message)
    if (heard === false) await this.trigger('message', bot, message)
  }

  /** Botkit prints the error, which may quote the patient, and throws another one. */
  override async trigger(event: string, bot: BotWorker, message: BotkitMessage): Promise<void> {
    for (const handler of this.inside._events[event] ?? []) {
      const isLast = (await handler(bot, message)) === false
      if (isLast) break
    }
  }

  private get inside(): Inside {
    return this as unknown as Inside
  }
}

/** As above: a send that fails rejects, instead of being lost in a callback. */
class AwaitingWorker extends BotWorker {
  override async say(message: Partial<BotkitMessage>): Promise<unknown> {
    const activity = this.ensureMessageFormat(message)
    await run(this.controller.middleware.send as Ware, this, activity)
    return (this.getConfig('context') as TurnContext).sendActivity(activity)
  }
}

/** Takes a turn in and collects what is sent during it. Serves every channel; opens no port. */
class OutboxAdapter extends BotAdapter {
  readonly name = 'outbox'
  readonly botkit_worker = AwaitingWorker

  take(controller: Botkit, hosted: Hosted): Promise<void> {
    const { sessionId, channel, utterance, messageId } = hosted.message
    const activity = {
      type: 'message',
      id: messageId,
      channelId: channel,
      text: utterance,
      conversation: { id: sessionId },
      from: { id: sessionId },
      recipient: { id: 'bonewise' },
    }
    // Activity asks for fields of Microsoft's service that no part of Botkit reads.
    const context = new TurnContext(this, activity as unknown as Activity)
    context.turnState.set(HOSTED, hosted)
    return this.runMiddleware(context, (each) => controller.handleTurn(each))
  }

  override sendActivities(
    context: TurnContext,
    activities: readonly Partial<Activity>[],
  ): Promise<ResourceResponse[]> {
    const hosted = context.turnState.get<Hosted | undefined>(HOSTED)
    for (const { channelData } of activities) {
      const { turn } = channelData as { readonly turn?: Turn }
      if (turn !== undefined) hosted?.outbox.push(turn)
    }
    return Promise.resolve(activities.map(() => ({ id: '' })))
  }

  override updateActivity(): Promise<void> {
    return Promise.reject(new TurnError('a sent reply cannot be changed'))
  }
  override deleteActivity(): Promise<void> {
    return Promise.reject(new TurnError('a sent reply cannot be taken back'))
  }
  override continueConversation(): Promise<void> {
    return Promise.reject(new TurnError('botkit does not start conversations here'))
  }
}
