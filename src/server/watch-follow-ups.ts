/** Tells which steps of programmes came into which state. */
import type { Enrolments } from '../store/enrolments.js'
import type { Shelf } from '../store/shelf.js'
import type { Measures } from './measures.js'

export function watchFollowUps(
  shelf: Shelf<Enrolments>,
  { followUp }: Pick<Measures, 'followUp'>,
): Shelf<Enrolments> {
  return {
    ...shelf,
    change: async (key, change) => {
      let states: readonly string[] = []
      const after = await shelf.change(key, (before) => {
        const changed = change(before)
        // Anew with each try: only the last one counts.
        states = newStates(before, changed)
        return changed
      })
      states.forEach(followUp)
      return after
    },
  }
}

function newStates(before: Enrolments | undefined, after: Enrolments | undefined): string[] {
  return Object.entries(after?.outbox ?? {})
    .filter(([step, { state }]) => before?.outbox[step]?.state !== state)
    .map(([, { state }]) => state)
}
