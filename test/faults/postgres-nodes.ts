/** Servers that share a PostgreSQL, killed and cut off from it under load: what was acknowledged is there, and once. */
import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { startCluster, type Cluster } from '../support/cluster.js'
import { aDatabase, type TestDatabase } from '../support/postgres.js'
import { startPatients, type Patients, type Witness } from '../support/patients.js'
import { checkKept, historyOf, onWire, type Report } from './talk.js'

export interface NodesOptions {
  readonly nodes: number
  readonly writers: number
  /** How often the database ends without a warning and is started again; no server is. */
  readonly restarts: number
  /** How many servers are killed without a warning, one after the other, and another started in their place. */
  readonly kills: number
  /** How many are killed at the end with none in their place: those that are left go on alone. */
  readonly losses: number
}

export async function nodesUnderFire(options: NodesOptions): Promise<Report> {
  const database = await aDatabase()
  try {
    const url = await database.newUrl()
    const cluster = await startCluster(url, options.nodes)
    try {
      const patients = startPatients(cluster.ports, options.writers)
      const stage = { database, cluster, patients }
      await force(stage, options)
      const witnesses = await patients.finish()
      for (const witness of witnesses) await checkWitness(cluster, witness)
      await checkTurns(database, url)
      assert.equal(cluster.complaints(), '')
      const { kills, losses, restarts } = options
      return {
        ...{ kills, losses, restarts, conversations: witnesses.length },
        ...{ answered: patients.answered(), unkept: patients.unkept() },
        ...{ refused: patients.refused(), lost: 0, doubled: 0 },
      }
    } finally {
      await cluster.stop()
    }
  } finally {
    await database.stop()
  }
}

interface Stage {
  readonly database: TestDatabase
  readonly cluster: Cluster
  readonly patients: Patients
}

async function force(
  { database: { server }, cluster, patients }: Stage,
  { writers, restarts, kills, losses }: NodesOptions,
): Promise<void> {
  // Somebody else's database is not ours to end.
  for (let restart = 0; restart < restarts && server !== undefined; restart += 1) {
    await someMore(patients, writers)
    await server.halt()
    await sleep(300)
    await server.start()
    const kept = patients.answered() - patients.unkept()
    await until(() => patients.answered() - patients.unkept() > kept + writers)
  }
  for (let kill = 0; kill < kills; kill += 1) {
    await someMore(patients, writers)
    await Promise.all([cluster.kill(kill), cluster.start()])
  }
  for (let loss = 0; loss < losses; loss += 1) {
    await someMore(patients, writers)
    await cluster.kill(loss)
  }
  await someMore(patients, 5 * writers)
}

/** Each of what was acknowledged is in its place. */
async function checkWitness(cluster: Cluster, { kept, ...patient }: Witness): Promise<void> {
  const [port = 0] = cluster.ports()
  if (kept.size === 0) return
  const history = await onWire(port, (wire) => historyOf(wire, patient))
  checkKept(history, [...kept.values()])
  for (const [seq, id] of kept) assert.equal(history[seq - 1]?.messageId, id, 'in another place')
}

/** As many turns were taken as messages are kept: none was thought of twice. */
async function checkTurns(database: TestDatabase, url: string): Promise<void> {
  for (const { body } of await database.query(url, 'SELECT body FROM conversations')) {
    const { session, exchanges } = JSON.parse(String(body)) as {
      readonly session: { readonly turns: number }
      readonly exchanges: readonly unknown[]
    }
    assert.equal(session.turns, exchanges.length, 'a turn was taken twice')
  }
}

/** Waits until so many more messages were answered. */
async function someMore(patients: Patients, count: number): Promise<void> {
  const before = patients.answered()
  await until(() => patients.answered() > before + count)
}

const PATIENCE_MS = 60_000

async function until(isSo: () => boolean): Promise<void> {
  const end = Date.now() + PATIENCE_MS
  while (!isSo()) {
    if (Date.now() > end) throw new Error('nothing more was answered')
    await sleep(10)
  }
}
