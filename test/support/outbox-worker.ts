/** Opens a data folder, sends what is due on two days, and ends itself at the step that it is told. */
import { openLowdbStore } from '../../src/store/lowdb.js'
import { playTwoDays } from './outbox-steps.js'

const [folder = '', url = '', last = '0'] = process.argv.slice(2)
const store = await openLowdbStore({ folder })
let steps = 0
await playTwoDays(store, url, () => {
  steps++
  // Nothing is tidied up, and nothing more is written: as if the power had gone.
  if (steps === Number(last)) process.kill(process.pid, 'SIGKILL')
})
process.stdout.write(`done ${steps}\n`)
await store.close()
