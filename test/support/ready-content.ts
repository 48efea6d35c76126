import { prepare } from '../../src/prepare.js'
import type { ReadyContent } from '../../src/turn.js'

let ready: ReadyContent | undefined

/** The real content with its trained model, loaded once a test file, for a clinic with a telephone. */
export function readyContent(): ReadyContent {
  ready ??= prepare('.', {
    name: 'Riverside Bone Clinic',
    phone: '555-010-0199',
    hours: 'Mon-Fri 8-5',
    timeZone: 'America/New_York',
    emergencyNumber: '911',
    retentionDays: 90,
  })
  return ready
}
