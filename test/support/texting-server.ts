/** Serves texts from a data folder until it is asked to end, and says then what each cost. */
import { openLowdbStore } from '../../src/store/lowdb.js'
import type { Shelf } from '../../src/store/shelf.js'
import type { Store } from '../../src/store/store.js'
import { serveTexting } from './texting-app.js'

const [folder = ''] = process.argv.slice(2)
const store = await openLowdbStore({ folder })
const counts = { thoughts: 0, thoughtMs: 0, writes: 0, reads: 0 }

function counted<T>(shelf: Shelf<T>): Shelf<T> {
  return {
    ...shelf,
    read: (key) => {
      counts.reads++
      return shelf.read(key)
    },
    change: (key, change) => {
      counts.writes++
      return shelf.change(key, change)
    },
  }
}
const counting: Store = {
  ...store,
  phones: counted(store.phones),
  enrolments: counted(store.enrolments),
  read: (id) => {
    counts.reads++
    return store.read(id)
  },
  write: (conversation) => {
    counts.writes++
    return store.write(conversation)
  },
  replace: (before, after) => {
    counts.writes++
    return store.replace(before, after)
  },
}

const app = await serveTexting({
  clock: () => new Date(),
  store: counting,
  onThought: (tookMs) => {
    counts.thoughts++
    counts.thoughtMs += tookMs
  },
})
const start = process.cpuUsage()
process.stdout.write(`url ${app.served.url}\n`)
process.on('SIGTERM', () => {
  void (async () => {
    const { user, system } = process.cpuUsage(start)
    const cpuMs = (user + system) / 1000
    process.stdout.write(`counts ${JSON.stringify({ ...counts, cpuMs })}\n`)
    await app.stop()
    await store.close()
  })()
})
