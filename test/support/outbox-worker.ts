/** Opens a store by its folder or address, sends what is due on two days, and ends itself at the step that it is told. */
import { openLowdbStore } from '../../src/store/lowdb.js'
import { openPostgresStore } from '../../src/store/postgres.js'
import { playTwoDays } from './outbox-steps.js'

const [place = '', url = '', last = '0'] = process.argv.slice(2)
const store = place.startsWith('postgres')
  ? await openPostgresStore({ url: place, poolSize: 2 })
  : await openLowdbStore({ folder: place })
process.stdout.write('open\n')
let steps = 0
await playTwoDays(store, url, () => {
  steps++
  // Nothing is tidied up, and nothing more is written: as if the power had gone.
  if (steps === Number(last)) process.kill(process.pid, 'SIGKILL')
})
process.stdout.write(`done ${steps}\n`)
await store.close()
