/** What the bot answers differently since a revision: all transcripts and examples, played on both contents. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Content } from '../content/content.js'
import { loadContent } from '../content/load.js'
import { BonewiseError } from '../errors.js'
import { findChanges, type Changes, type PlayedTurn } from '../review/changes.js'
import { showChanges } from '../review/show-changes.js'
import { conversationsOf, USUAL_SETTING, type Conversation } from './conversation.js'
import { contentOf } from './git.js'
import { findModels } from './models.js'
import type { PlayTask } from './play-thread.js'
import { inThreads } from './threads.js'
import { transcriptsIn } from './transcript.js'

const USUAL_WIDTH = 120
const TRANSCRIPTS = 'test/transcripts'
/** Asks for the longer answer. */
const MORE = 'more'

interface Options {
  readonly revision: string
  readonly isJson: boolean
  /** Changed replies that are shown. */
  readonly limit: number
}

/**
 * Prints the replies that changed since a revision.
 *
 * @throws {BonewiseError} for wrong options, an unknown revision, or content that today's code cannot serve.
 */
export async function diff(root: string, args: readonly string[]): Promise<void> {
  const { revision, isJson, limit } = readOptions(args)
  const changes = await changesSince(root, revision)
  const { columns = USUAL_WIDTH, isTTY } = process.stdout
  const screen = { width: columns, isColoured: isTTY && process.stdout.hasColors() }
  process.stdout.write(
    isJson
      ? `${JSON.stringify({ revision, ...changes, replies: changes.replies.slice(0, limit) })}\n`
      : showChanges({ changes, revision, limit }, screen),
  )
}

/** Plays everything on the content of a revision and on that of the working tree. */
export async function changesSince(root: string, revision: string): Promise<Changes> {
  const before = contentOf(root, revision)
  const after = loadContent(root)
  const models = await findModels(root, [before, after])
  const conversations = conversationsFor(root, [after, before])
  const turns = conversations.reduce((sum, { utterances }) => sum + utterances.length, 0)
  process.stderr.write(`playing ${turns} turns on ${revision} and on the working tree…\n`)
  const played = new Map<string, readonly PlayedTurn[]>()
  const tasks = [before, after].flatMap((content, index): readonly PlayTask[] => {
    const paths = models[index]
    const title = index === 0 ? revision : 'working tree'
    return paths === undefined ? [] : [{ title, content, models: paths, conversations }]
  })
  await inThreads(
    new URL('play-thread.js', import.meta.url),
    tasks,
    ({ title }, turns: readonly PlayedTurn[]) => played.set(title, turns),
  )
  return findChanges(played.get(revision) ?? [], played.get('working tree') ?? [])
}

/** The transcripts of the working tree; each example of either content; each title, and then the longer answer. */
function conversationsFor(root: string, contents: readonly Content[]): readonly Conversation[] {
  const folder = join(root, TRANSCRIPTS)
  const transcripts = existsSync(folder) ? transcriptsIn(folder) : []
  const intents = contents.flatMap((content) => [...content.intents.values()])
  const examples = new Set(intents.flatMap(({ examples }) => examples))
  const titles = new Set(intents.map(({ title }) => title))
  return [
    ...transcripts.flatMap((file) => conversationsOf(readFileSync(file, 'utf8').split('\n'))),
    ...[...examples].map((text) => ({ ...USUAL_SETTING, utterances: [text] })),
    ...[...titles].map((title) => ({ ...USUAL_SETTING, utterances: [title, MORE] })),
  ]
}

function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parse(args)
  const [revision, ...others] = positionals
  if (revision === undefined || others.length > 0) throw wrong('one revision is needed')
  const limit = Number(values.limit ?? Infinity)
  if (!(limit >= 0)) throw wrong(`--limit ${values.limit ?? ''} is no number`)
  return { revision, isJson: values.json ?? false, limit }
}

function parse(args: readonly string[]) {
  try {
    const options = { json: { type: 'boolean' }, limit: { type: 'string' } } as const
    return parseArgs({ args: [...args], options, allowPositionals: true })
  } catch (error) {
    throw wrong(error instanceof Error ? error.message : String(error))
  }
}

function wrong(problem: string): BonewiseError {
  return new BonewiseError('OPTION_INVALID', problem, {
    hint: 'npm run diff -- HEAD~1, and if wanted --limit 20 or --json',
  })
}
