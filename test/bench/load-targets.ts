/** The servers that are measured beside one another, each in processes of its own. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startNode, type RunningNode } from '../support/node.js'
import { startPostgres } from '../support/postgres-server.js'
import { jsonRequest, wireTo } from '../support/wire.js'

export interface Target {
  readonly name: string
  readonly nodes: readonly RunningNode[]
}

export interface Targets {
  /** A bare Express route first, then ours. */
  readonly all: readonly Target[]
  readonly stop: () => Promise<void>
}

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url))
const MEMORY = ['--import', here('memory-hook.js')]
const BEHIND_A_PROXY = { TRUST_PROXY_HOPS: '1' }

/** What a clinic would run it with: what is promised survives a power cut. */
const DURABLE = ['fsync=on', 'full_page_writes=on', 'shared_buffers=128MB']

/** Starts them all; PostgreSQL is that of the URL, or else one from npm. */
export async function startTargets(
  utterances: readonly string[],
  databaseUrl: string | undefined,
): Promise<Targets> {
  const own = databaseUrl === undefined ? await startPostgres(DURABLE) : undefined
  const settings = { DATABASE_URL: databaseUrl ?? own?.url ?? '' }
  const folder = await mkdtemp(join(tmpdir(), 'bonewise-bench-'))
  const started: RunningNode[] = []
  let folders = 0
  const start = async (
    settings: Readonly<Record<string, string>>,
    nodeArguments: readonly string[] = [],
  ) => {
    const dataDir = join(folder, `data-${++folders}`)
    const node = await startNode({
      settings: { ...BEHIND_A_PROXY, DATA_DIR: dataDir, ...settings },
      nodeArguments,
    })
    started.push(node)
    return node
  }
  const memory = await start({}, MEMORY)
  const answers = join(folder, 'answers.json')
  await writeFile(answers, JSON.stringify(await answersOf(memory.port, utterances)))
  const bare = await startNode({ settings: { ANSWERS: answers }, script: here('bare-node.js') })
  started.push(bare)

  const embedded = await start({})
  const [one, two] = [await start(settings), await start(settings)]
  const all: readonly Target[] = [
    { name: 'bare Express', nodes: [bare] },
    { name: 'memory', nodes: [memory] },
    { name: 'embedded (durable)', nodes: [embedded] },
    { name: 'PostgreSQL, 1 node', nodes: [one] },
    { name: 'PostgreSQL, 2 nodes', nodes: [one, two] },
  ]
  return {
    all,
    stop: async () => {
      await Promise.all(started.map((node) => node.end('SIGTERM')))
      await own?.remove()
      await rm(folder, { recursive: true })
    },
  }
}

/** Real answers, for the bare route to give; each message opens a conversation of its own. */
async function answersOf(port: number, utterances: readonly string[]): Promise<readonly unknown[]> {
  const wire = wireTo(port)
  const ask = async (path: string, body: unknown, headers: readonly string[] = []) => {
    wire.write(jsonRequest(path, body, headers))
    return JSON.parse((await wire.answer()).body) as Readonly<Record<string, string>>
  }
  const answers: unknown[] = []
  for (const text of utterances) {
    const { conversationId, token } = await ask('/api/v1/conversations', {})
    const path = `/api/v1/conversations/${conversationId}/messages`
    answers.push(await ask(path, { id: 'm1', text }, [`Authorization: Bearer ${token}`]))
  }
  wire.destroy()
  return answers
}
