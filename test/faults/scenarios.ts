/** Every failure that is forced on purpose, in a short form for each test run and a long one for its own. */
import { startNode, type RunningNode } from '../support/node.js'
import { aFolder } from '../support/folders.js'
import { adversarialTexts, growthOfTexts } from './adversarial-text.js'
import { clockOffByADay } from './clock.js'
import { damagedFiles } from './damaged-file.js'
import { brokenBodies, prototypeNames } from './hostile-bodies.js'
import { compressedBomb, floods, pipelined, smuggledRequests } from './hostile-http.js'
import { manySessions } from './many-sessions.js'
import { parallelPosts, replayed } from './one-session.js'
import { stopUnderLoad } from './stop-under-load.js'
import { clientsThatHangUp, slowClients } from './slow-clients.js'
import type { Report } from './talk.js'

export type Length = 'short' | 'long'
export type Scenario = (length: Length) => Promise<Report>

const pick =
  (short: number, long: number) =>
  (length: Length): number =>
    length === 'short' ? short : long

const onNode =
  (count: (length: Length) => number, run: (node: RunningNode, count: number) => Promise<Report>) =>
  (length: Length) =>
    withNode((node) => run(node, count(length)))

const once = () => 1

export const SCENARIOS: Readonly<Record<string, Scenario>> = {
  'slow clients': onNode(pick(200, 2000), ({ port }, n) => slowClients(port, n)),
  'clients that hang up': onNode(pick(100, 2000), ({ port }, n) => clientsThatHangUp(port, n)),
  'parallel posts on one session': onNode(pick(50, 50), ({ port }, n) => parallelPosts(port, n)),
  'one message replayed': onNode(pick(100, 100), ({ port }, n) => replayed(port, n)),
  'many sessions': onNode(pick(500, 10_000), manySessions),
  'broken bodies': onNode(once, ({ port }) => brokenBodies(port)),
  'names of the prototype': onNode(once, ({ port }) => prototypeNames(port)),
  'smuggled requests': onNode(once, ({ port }) => smuggledRequests(port)),
  'floods of headers and paths': onNode(once, ({ port }) => floods(port)),
  'a compressed bomb': onNode(once, ({ port }) => compressedBomb(port)),
  'many on one connection': onNode(pick(20, 500), ({ port }, n) => pipelined(port, n)),
  // By the processor's clock, which a busy machine disturbs too: a number for the long form alone.
  'adversarial texts': (length) =>
    Promise.resolve(length === 'short' ? growthOfTexts() : adversarialTexts(300)),
  'a clock off by a day': clockOffByADay,
  'stopped under load': (length) =>
    inFolder((path) =>
      stopUnderLoad({
        settings: { DATA_DIR: path },
        stops: length === 'short' ? 1 : 10,
        writers: 16,
      }),
    ),
  'files damaged by hand': (length) => damagedFiles(length === 'short' ? 1 : 20),
}

/** A server on a new folder, which must still run at the end and must have complained of nothing. */
function withNode(run: (node: RunningNode) => Promise<Report>): Promise<Report> {
  return inFolder(async (path) => {
    const node = await startNode({ settings: { DATA_DIR: path } })
    try {
      const report = await run(node)
      const how = await node.end('SIGTERM')
      if (how !== 0 || node.complaints() !== '')
        throw new Error(`the server ended with ${how}: ${node.complaints()}`)
      return report
    } finally {
      await node.end('SIGKILL')
    }
  })
}

async function inFolder(run: (path: string) => Promise<Report>): Promise<Report> {
  const folder = await aFolder()
  try {
    return await run(folder.path)
  } finally {
    await folder.remove()
  }
}
