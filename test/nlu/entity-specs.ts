import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { entitiesFile } from '../../src/content/entity-schema.js'
import { findEntities } from '../../src/nlu/entities.js'
import { realFacts } from '../support/real-facts.js'
import { makeLexicon } from '../../src/nlu/entity/lexicon.js'
import type { DialogueAct, Entity, SlotDoubt, SlotName, SlotValues } from '../../src/types.js'

type Value = SlotValues[SlotName]
type Doubted = readonly [value: Value, doubt: SlotDoubt]

/** A line of the specs of values that are read. */
export interface EntitySpec {
  readonly say: string
  readonly awaited?: SlotName
  readonly doubted?: readonly [slot: SlotName, value: Value, doubt: SlotDoubt]
  readonly slots?: Readonly<Record<string, Value>>
  readonly doubts?: Readonly<Record<string, Doubted | readonly Doubted[]>>
  readonly others?: Readonly<Record<string, Value>>
  /** Spoken of, and not said to be so. */
  readonly named?: Readonly<Record<string, Value>>
  readonly acts?: readonly DialogueAct[]
  /** Servings by food, as the `dailyFoods` that may be stored. */
  readonly foods?: Readonly<Record<string, number>>
  readonly known_gap?: string
}

export const lexicon = makeLexicon(
  entitiesFile.parse(readYaml('intents/en/_entities.yml')),
  realFacts().foods,
)

export function readYaml(path: string): unknown {
  return parse(readFileSync(path, 'utf8'))
}

export function readSpecs(name: string): readonly EntitySpec[] {
  return readYaml(`test/specs/${name}.yml`) as EntitySpec[]
}

export const RECEIVED_AT = '2026-06-15T10:00:00.000Z'

export function find({ say: utterance, awaited, doubted }: EntitySpec): readonly Entity[] {
  const [slot, value, doubt] = doubted ?? []
  const asked = { slot, value, doubt, start: 0, end: 1, about: 'patient' } as Entity
  return findEntities(lexicon, {
    utterance,
    receivedAt: RECEIVED_AT,
    ...(awaited !== undefined && { awaited }),
    ...(doubted !== undefined && { doubted: asked }),
  })
}

/** Entities as lines that can be compared whatever their order: `tScore=-2.5 ?missing_sign`. */
export function linesOf(entities: readonly Entity[]): readonly string[] {
  return entities.map(({ slot, value, ...how }) => lineOf(slot, value, how)).toSorted()
}

export function expectedLines({
  slots = {},
  doubts = {},
  others = {},
  named = {},
  foods,
}: EntitySpec): readonly string[] {
  const dailyFoods = foods && Object.entries(foods).map(([food, servings]) => ({ food, servings }))
  const all = { ...slots, ...(dailyFoods && { dailyFoods }) }
  const doubted = Object.entries(doubts).flatMap(([slot, given]) =>
    (Array.isArray(given[0]) ? (given as Doubted[]) : [given as Doubted]).map(([value, doubt]) =>
      lineOf(slot, value, { doubt, about: 'patient' }),
    ),
  )
  const told = Object.entries(all).map(([slot, value]) => lineOf(slot, value, { about: 'patient' }))
  const foreign = Object.entries(others).map(([slot, value]) =>
    lineOf(slot, value, { about: 'other' }),
  )
  const spokenOf = Object.entries(named).map(([slot, value]) =>
    lineOf(slot, value, { about: 'patient', isOnlyNamed: true }),
  )
  return [...told, ...doubted, ...foreign, ...spokenOf].toSorted()
}

interface How {
  readonly doubt?: string | undefined
  readonly about: string
  readonly isOnlyNamed?: true
}

function lineOf(slot: string, value: Value, { doubt, about, isOnlyNamed }: How): string {
  const marks = [
    ...(doubt === undefined ? [] : [`?${doubt}`]),
    ...(about === 'other' ? ['of another'] : []),
    ...(isOnlyNamed === true && about !== 'other' ? ['only named'] : []),
  ]
  return [`${slot}=${JSON.stringify(value)}`, ...marks].join(' ')
}
