/** Who is asked for, and whose facts are kept, in the first message of a conversation. */
import { describe, expect, test } from '@jest/globals'
import { slotsOf } from '../../src/slots.js'
import type { Person, Session, Slots } from '../../src/types.js'
import { readYaml } from '../nlu/entity-specs.js'
import { lastOf } from '../support/converse.js'

interface Opening {
  readonly say: string
  readonly for?: Person['relation']
  readonly they?: Person['pronoun']
  readonly mentioned?: Person['relation']
  readonly own?: Slots
  readonly theirs?: Slots
  readonly asks?: 'whose' | 'instead'
  readonly known_gap?: string
}

const openings = readYaml('test/specs/persons.yml') as readonly Opening[]

/** What a session keeps of the two; a sex that follows from a name is nothing told. */
function kept({ focus, aside, slots }: Session): object {
  const ofAside = slotsOf(aside?.slots ?? {})
  const [own, theirs] = focus ? [ofAside, slotsOf(slots)] : [slotsOf(slots), ofAside]
  const told = Object.fromEntries(Object.entries(theirs).filter(([slot]) => slot !== 'sex'))
  return { for: focus?.relation, mentioned: aside?.person?.relation, own, theirs: told }
}

const expected = ({ for: relation, mentioned, own = {}, theirs = {} }: Opening) => ({
  for: relation,
  mentioned,
  own,
  theirs,
})

describe('an opening', () => {
  const solved = openings.filter(({ known_gap }) => known_gap === undefined)
  test.each(solved)('$say', (opening) => {
    const { session, decision } = lastOf(opening.say)
    expect(kept(session)).toEqual(expected(opening))
    if (opening.they !== undefined) expect(session.focus?.pronoun).toBe(opening.they)
    const asked = decision.kind === 'ask' && decision.slot === 'person' ? decision.about : undefined
    expect(asked).toBe(opening.asks)
  })

  // A gap that has closed must lose its mark.
  test.each(openings.filter(({ known_gap }) => known_gap !== undefined))(
    'not yet: $say',
    (opening) => {
      expect(kept(lastOf(opening.say).session)).not.toEqual(expected(opening))
    },
  )
})
