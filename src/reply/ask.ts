import type { Entity, Reply, SlotName } from '../types.js'
import { finish, say, showValue } from './draft.js'
import type { Filling } from './fill.js'

/** Asks for one slot with its reason, or asks a value in doubt back. */
export function ask(filling: Filling, slot: SlotName, doubted?: Entity): Reply {
  return doubted?.doubt === undefined ? askFor(filling, slot) : askBack(filling, doubted)
}

function askFor({ content, ...filling }: Filling, slot: SlotName): Reply {
  const { text, why, sms, replies } = content.system.asks[slot]
  return finish(
    { content, ...filling },
    {
      responseId: `ask.${slot}`,
      text: `${text} ${why}`,
      shortText: sms,
      suggestions: replies.map((reply) => ({ text: reply })),
    },
  )
}

function askBack(filling: Filling, { slot, value, doubt = 'several' }: Entity): Reply {
  const { system } = filling.content
  const shown = showValue(system, slot, value)
  const opposite = shown.replace(/^[-+]/, '')
  const replies = {
    missing_sign: [shown, `+${opposite}`],
    implausible: ['Yes', 'No'],
    unlikely: ['Yes', 'No'],
    no_unit: ['Pounds', 'Kilograms'],
    vague: [],
    several: [],
  }[doubt]
  return say(filling, `ask.${slot}.${doubt}`, {
    wording: system.doubts[doubt],
    values: { value: shown, opposite },
    suggestions: replies.map((text) => ({ text })),
  })
}
