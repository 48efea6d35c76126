import type { System } from '../content/system-schema.js'
import type { SlotName } from '../types.js'

/** Slots by the names that patients change them by, in lower case. */
export type FactNames = ReadonlyMap<string, SlotName>

/** Makes the names of `_system.yml` ready to look up. */
export function makeFactNames({ change }: System): FactNames {
  const names = Object.entries(change.names) as [SlotName, string][]
  return new Map(names.map(([slot, name]) => [name.toLowerCase(), slot]))
}

const CHANGE =
  /^\W*(?:please |can i |i want to |let me )*(?:change|correct|edit|fix|update) (?:my |the |his |her |their )?(?<name>[\w -]+?)\W*$/

/** The fact that is to be told anew: "Change age", "can I change my T-score?" */
export function hearChange(names: FactNames, utterance: string): SlotName | undefined {
  const name = CHANGE.exec(utterance.toLowerCase())?.groups?.['name']
  return name === undefined ? undefined : names.get(name)
}
