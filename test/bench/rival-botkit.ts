/** Stock Botkit with `hears`, as its guide shows it: one pattern for each intent, made of the words of its title. */
import { BotAdapter, TurnContext, type Activity, type ResourceResponse } from 'botbuilder-core'
import { Botkit } from 'botkit'
import type { ReadyContent } from '../../src/turn.js'
import type { Rival } from './rival.js'

const STOP_WORDS =
  /^(a|an|and|are|be|can|do|does|for|from|how|i|if|in|is|it|me|much|my|of|on|or|should|the|to|what|when|where|which|who|why|will|with|you|your)$/

export function botkitWithHears({ intents }: ReadyContent): Rival {
  const adapter = new CollectingAdapter()
  const controller = new Botkit({
    adapter,
    disable_console: true,
    webserver: { post: () => undefined },
  })
  for (const [intent, { title }] of intents)
    controller.hears(patternOf(title), 'message', async (bot, message) => {
      await bot.reply(message, intent)
    })
  return {
    name: 'Botkit with hears',
    learnSeconds: 0,
    ask: async (text) => {
      const said = { type: 'message', text, channelId: 'web', conversation: { id: 'c' } }
      const activity = { ...said, from: { id: 'p' }, recipient: { id: 'b' } }
      const context = new TurnContext(adapter, activity as unknown as Activity)
      adapter.sent = undefined
      await controller.handleTurn(context)
      return adapter.sent
    },
  }
}

/** All words of the title that say something, in any order. */
function patternOf(title: string): RegExp {
  const words = title.toLowerCase().match(/[a-z]+/g) ?? []
  const telling = words.filter((word) => !STOP_WORDS.test(word))
  return new RegExp(telling.map((word) => `(?=.*\\b${word}\\b)`).join('') || '^$', 'i')
}

class CollectingAdapter extends BotAdapter {
  readonly name = 'collecting'
  sent: string | undefined

  override sendActivities(
    _context: TurnContext,
    activities: readonly Partial<Activity>[],
  ): Promise<ResourceResponse[]> {
    this.sent = activities[0]?.text
    return Promise.resolve(activities.map(() => ({ id: '' })))
  }
  override updateActivity(): Promise<void> {
    return Promise.resolve()
  }
  override deleteActivity(): Promise<void> {
    return Promise.resolve()
  }
  override continueConversation(): Promise<void> {
    return Promise.resolve()
  }
}
