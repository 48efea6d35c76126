/** A process that opens the store in the folder of its first argument, says so, and stays. */
import { openLowdbStore } from '../../src/store/lowdb.js'

await openLowdbStore({ folder: process.argv[2] ?? '' })
process.stdout.write('open\n')
setInterval(() => undefined, 1_000)
