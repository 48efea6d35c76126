/** Makes content ready in a process of its own, which start.ts begins, and prints what that took. */
import { setTimeout as sleep } from 'node:timers/promises'
import { readServed } from '../../src/kept.js'
import { equip, loadModel } from '../../src/prepare.js'
import type { StartTimes } from './start.js'

const IDLE_MS = 300
const clinic = { name: '', timeZone: 'UTC', emergencyNumber: '911', retentionDays: 90 }

const since = (start: number): number => performance.now() - start

const contentStart = performance.now()
const { content, pathOf } = readServed('.')
const contentMs = since(contentStart)
let modelsMs = 0
equip(content, clinic, (name) => {
  const start = performance.now()
  const model = loadModel(pathOf(name))
  modelsMs += since(start)
  return model
})
// The clock of a process starts with it, so this holds Node's own start too.
const readyMs = performance.now()
await sleep(IDLE_MS)
globalThis.gc?.()
const times: StartTimes = {
  contentMs,
  modelsMs,
  readyMs,
  idleRssMb: process.memoryUsage.rss() / 2 ** 20,
}
process.stdout.write(`${JSON.stringify(times)}\n`)
