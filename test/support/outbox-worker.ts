/** Opens a data folder, sends what is due at one moment, and says so; a test kills it on the way. */
import { openLowdbStore } from '../../src/store/lowdb.js'
import { FIRST_MS, outboxOver } from './follow-ups.js'

const [folder = '', url = ''] = process.argv.slice(2)
const store = await openLowdbStore({ folder })
process.stdout.write('open\n')
const outbox = outboxOver(store, { twilio: { url }, clock: { nowMs: FIRST_MS } })
await outbox.run()
// Not closed before this line: whoever is killed has never been asked to tidy up.
process.stdout.write('done\n')
await store.close()
