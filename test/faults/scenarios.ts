/** Every failure that is forced on purpose, in a short form for each test run and a long one for its own. */
import assert from 'node:assert/strict'
import { startNode, type RunningNode } from '../support/node.js'
import { aFolder } from '../support/folders.js'
import { adversarialTexts, growthOfTexts } from './adversarial-text.js'
import { clockOffByADay } from './clock.js'
import { damagedFiles } from './damaged-file.js'
import { killEmbedded } from './embedded-kill.js'
import { fullDisk } from './full-disk.js'
import { fuzz } from './fuzz.js'
import { brokenBodies, prototypeNames } from './hostile-bodies.js'
import { compressedBomb, floods, pipelined, smuggledRequests } from './hostile-http.js'
import { hostileTables } from './hostile-tables.js'
import { manySessions } from './many-sessions.js'
import { parallelPosts, replayed } from './one-session.js'
import { nodesUnderFire } from './postgres-nodes.js'
import { clientsThatHangUp, slowClients } from './slow-clients.js'
import {
  killOutboxAtEveryStep,
  stopOutboxAtEveryStep,
  type OutboxKillReport,
} from './outbox-kill.js'
import { stopUnderLoad } from './stop-under-load.js'
import type { Report } from './talk.js'

export type Length = 'short' | 'long'

const SHORT = 'short' satisfies Length

/** What a server must bear and go on; several may be tried on one at the same time. */
export const ON_ONE_NODE: Readonly<
  Record<string, (node: RunningNode, length: Length) => Promise<Report>>
> = {
  'slow clients': ({ port }, length) => slowClients(port, length === SHORT ? 200 : 2000),
  'clients that hang up': ({ port }, length) =>
    clientsThatHangUp(port, length === SHORT ? 100 : 2000),
  'parallel posts on one session': ({ port }) => parallelPosts(port, 50),
  'one message replayed': ({ port }) => replayed(port, 100),
  'many sessions': (node, length) => manySessions(node, length === SHORT ? 500 : 10_000),
  'broken bodies': ({ port }) => brokenBodies(port),
  'names of the prototype': ({ port }) => prototypeNames(port),
  'smuggled requests': ({ port }) => smuggledRequests(port),
  'floods of headers and paths': ({ port }) => floods(port),
  'a compressed bomb': ({ port }) => compressedBomb(port),
  'many on one connection': ({ port }, length) => pipelined(port, length === SHORT ? 20 : 500),
}

/** What starts and ends servers of its own, or needs none. */
export const ALONE: Readonly<Record<string, (length: Length) => Promise<Report>>> = {
  // By the processor's time, which a busy machine disturbs too: a number in the long form alone.
  'adversarial texts': (length) =>
    Promise.resolve(length === SHORT ? growthOfTexts() : adversarialTexts(300)),
  'any messages at all': (length) =>
    Promise.resolve(length === SHORT ? fuzz(3_000, 8) : fuzz(100_000, Date.now() % 1_000_000)),
  'hostile tables': hostileTables,
  'a clock off by a day': clockOffByADay,
  'stopped under load': (length) =>
    inFolder((path) =>
      stopUnderLoad({
        settings: { DATA_DIR: path },
        stops: length === SHORT ? 1 : 10,
        writers: 16,
      }),
    ),
  'the embedded store killed': (length) => killEmbedded(length === SHORT ? 10 : 200),
  'servers killed on one PostgreSQL': (length) =>
    nodesUnderFire({
      ...{ nodes: 3, writers: 8, losses: 2 },
      ...(length === SHORT ? { restarts: 1, kills: 1 } : { restarts: 20, kills: 200 }),
    }),
  'a full disk': (length) => fullDisk(length === SHORT ? 1 : 10),
  'files damaged by hand': (length) => damagedFiles(length === SHORT ? 1 : 20),
}

/** What has a short form in a test of its own; six numbers make two hundred steps. */
const ELSEWHERE: Readonly<Record<string, (length: Length) => Promise<Report>>> = {
  'the outbox killed at every step': (length) =>
    onceEach(killOutboxAtEveryStep({ numbers: length === SHORT ? 2 : 6 })),
  'the outbox stopped at every step': () => onceEach(stopOutboxAtEveryStep({ numbers: 6 })),
}

async function onceEach(running: Promise<OutboxKillReport>): Promise<Report> {
  const report = await running
  assert.deepEqual([report.doubles, report.lost], [0, 0], 'texts went out twice, or were lost')
  return { ...report }
}

/** All by their names, each with a server of its own. */
export const SCENARIOS: Readonly<Record<string, (length: Length) => Promise<Report>>> = {
  ...Object.fromEntries(
    Object.entries(ON_ONE_NODE).map(([name, run]) => [
      name,
      (length: Length) => withNode((node) => run(node, length)),
    ]),
  ),
  ...ALONE,
  ...ELSEWHERE,
}

/** Gives a server on a new folder; it must still run at the end, stop when told to, and complain of nothing. */
export function withNode<T>(run: (node: RunningNode) => Promise<T>): Promise<T> {
  return inFolder(async (path) => {
    const node = await startNode({ settings: { DATA_DIR: path } })
    try {
      const result = await run(node)
      const how = await node.end('SIGTERM')
      if (how !== 0 || node.complaints() !== '')
        throw new Error(`the server ended with ${how}: ${node.complaints()}`)
      return result
    } finally {
      await node.end('SIGKILL')
    }
  })
}

async function inFolder<T>(run: (path: string) => Promise<T>): Promise<T> {
  const folder = await aFolder()
  try {
    return await run(folder.path)
  } finally {
    await folder.remove()
  }
}
