/** What the labels of service messages mean: the one place that names intents and acts for measuring. */
import type { Content } from '../content/content.js'
import type { DialogueAct } from '../types.js'

/** What a service message is heard as, if it is heard. */
export interface Service {
  readonly intents: readonly string[]
  readonly acts: readonly DialogueAct[]
}

interface LabelledService extends Service {
  readonly labels: readonly string[]
}

/** A label that is none of these may be the id of an intent. */
const SERVICES: readonly LabelledService[] = [
  {
    labels: ['smalltalk'],
    intents: ['small_talk', 'greeting', 'goodbye', 'thanks', 'bot_capabilities'],
    acts: [],
  },
  { labels: ['help', 'help_capabilities'], intents: ['bot_capabilities'], acts: ['help'] },
  { labels: ['thanks'], intents: ['thanks'], acts: ['thanks'] },
  { labels: ['yes', 'confirm_yes'], intents: [], acts: ['yes'] },
  { labels: ['no', 'confirm_no'], intents: [], acts: ['no'] },
  { labels: ['maybe', 'not_sure', 'confirm_maybe'], intents: [], acts: ['notSure'] },
  { labels: ['rather_not_say'], intents: [], acts: ['ratherNotSay'] },
  { labels: ['skip'], intents: [], acts: ['skip'] },
  { labels: ['repeat'], intents: [], acts: ['repeat'] },
  { labels: ['more'], intents: [], acts: ['more'] },
  { labels: ['shorter'], intents: [], acts: ['shorter'] },
  { labels: ['why'], intents: ['how_do_you_know'], acts: ['why'] },
  { labels: ['correction'], intents: [], acts: ['correction'] },
  { labels: ['safe'], intents: [], acts: ['safe'] },
  // On the web nobody is subscribed: there "stop" is "never mind".
  {
    labels: ['cancel', 'restart', 'cancel_restart', 'start_over'],
    intents: [],
    acts: ['cancel', 'startOver', 'optOut'],
  },
  { labels: ['stop', 'opt_out'], intents: ['stop_messages'], acts: ['optOut'] },
  { labels: ['start', 'opt_in'], intents: [], acts: ['optIn'] },
  { labels: ['person', 'human_handoff'], intents: ['talk_to_a_person'], acts: [] },
  { labels: ['appointment'], intents: ['book_appointment'], acts: [] },
  { labels: ['cost', 'cost_insurance'], intents: ['cost_and_insurance'], acts: [] },
  { labels: ['language'], intents: ['change_language'], acts: [] },
  { labels: ['forget'], intents: ['forget_me'], acts: [] },
  { labels: ['facts'], intents: ['what_do_you_know_about_me'], acts: [] },
]

/** What a label stands for; undefined when it stands for nothing that we know. */
export function serviceOf(label: string, intents: Content['intents']): Service | undefined {
  const known = SERVICES.find(({ labels }) => labels.includes(label))
  return known ?? (intents.has(label) ? { intents: [label], acts: [] } : undefined)
}

/** Intents that were served when an utterance was taken as one of these acts: "help" shows what the bot can do. */
export function intentsServedBy(acts: readonly DialogueAct[]): readonly string[] {
  return SERVICES.filter((service) => service.acts.some((act) => acts.includes(act))).flatMap(
    ({ intents }) => intents,
  )
}
