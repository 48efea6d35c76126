/** Several servers on one PostgreSQL, any of which may be killed and started again. */
import { aFolder } from './folders.js'
import { startNode, type RunningNode } from './node.js'

export interface Cluster {
  /** Ports of the servers that were not killed. */
  readonly ports: () => readonly number[]
  /** Ends one without a warning; others take its place when `start` is called. */
  readonly kill: (index: number) => Promise<void>
  readonly start: () => Promise<void>
  /** What all of them together complained of. */
  readonly complaints: () => string
  readonly stop: () => Promise<void>
}

export async function startCluster(url: string, size: number): Promise<Cluster> {
  const folder = await aFolder()
  const settings = {
    ...{ DATABASE_URL: url, DATABASE_POOL_SIZE: '5', DATA_DIR: folder.path, LOG_LEVEL: 'silent' },
  }
  const alive: RunningNode[] = []
  const all: RunningNode[] = []
  const start = async () => {
    const node = await startNode({ settings })
    alive.push(node)
    all.push(node)
  }
  await Promise.all(Array.from({ length: size }, start))
  return {
    ports: () => alive.map(({ port }) => port),
    start,
    kill: async (index) => {
      const [node] = alive.splice(index % alive.length, 1)
      await node?.end('SIGKILL')
    },
    complaints: () => all.map(({ complaints }) => complaints()).join(''),
    stop: async () => {
      await Promise.all(alive.map((node) => node.end('SIGKILL')))
      await folder.remove()
    },
  }
}
