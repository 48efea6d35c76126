import { describe, expect, test } from '@jest/globals'
import { readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const MAX_LINES = 250

/** What anything may import: the records that flow through a turn. */
const RECORDS = [
  'types.ts',
  'slots.ts',
  'decisions.ts',
  'handoff.ts',
  'opening-times.ts',
  'people.ts',
  'replies.ts',
]

/** The stages of a turn; they meet only in turn.ts. */
const STAGES = ['nlu', 'dialogue', 'reply']

/** Part → parts of src that it may import, besides itself. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'slots.ts': [],
  'decisions.ts': [],
  'people.ts': [],
  'types.ts': [],
  'replies.ts': [],
  'errors.ts': [],
  'handoff.ts': [],
  'opening-times.ts': [],
  'config.ts': ['errors.ts', 'config'],
  config: ['errors.ts'],
  // gsm.ts alone: the length of a text message is checked while a person can still reword it.
  content: ['errors.ts', 'channels/gsm.ts'],
  clinical: ['errors.ts', 'content'],
  nlu: ['errors.ts', 'content'],
  dialogue: ['content', 'clinical'],
  reply: ['content', 'clinical'],
  channels: ['errors.ts'],
  // What a programme sends and when, and what a reply to it says: all worked out, nothing sent.
  outreach: ['errors.ts', 'content'],
  // What writers and reviewers of content use; no turn needs it.
  review: ['errors.ts', 'content', 'clinical', 'nlu', 'reply', 'turn.ts'],
  // How well the bot does, in numbers; html.ts is the one place that escapes.
  measure: ['errors.ts', 'content', 'dialogue', 'nlu', 'review', 'turn.ts', 'server/html.ts'],
  store: ['errors.ts'],
  // Colours and drawings, shared by the page and the widget.
  look: [],
  pictures: [],
  // Runs in browsers: of the server it may know the shapes of its answers, and they are gone when compiled.
  widget: ['look', 'pictures', 'server/api-schema.ts'],
  'turn.ts': ['content', 'clinical', ...STAGES],
  'texting.ts': ['content', 'outreach', 'turn.ts', ...STAGES],
  server: [
    'errors.ts',
    'config.ts',
    'config',
    'content',
    'store',
    'turn.ts',
    'texting.ts',
    'outreach',
    'channels',
    'look',
    'pictures',
  ],
}

/** Package → the one file that opens the door to it; a folder where several small files share it. */
const DOORS: Readonly<Record<string, readonly string[]>> = {
  natural: ['nlu/classifier/words.ts'],
  '@microsoft/recognizers-text-number': ['nlu/numbers.ts'],
  'libphonenumber-js': ['nlu/entity/contact.ts'],
  luxon: ['outreach/zone.ts'],
  nodemailer: ['server/handoff-email.ts'],
  lowdb: ['store/conversation-files.ts'],
  pg: ['store/postgres-pool.ts'],
  botkit: ['server/botkit.ts'],
  botbuilder: ['server/botkit.ts'],
  'botbuilder-core': ['server/botkit.ts'],
  'botbuilder-dialogs': ['server/botkit.ts'],
  express: ['server/'],
  helmet: ['server/guard.ts'],
  pino: ['server/log.ts'],
  'rate-limiter-flexible': ['server/limits.ts'],
  'prom-client': ['server/metrics.ts'],
  // One file reads content, one writes signatures into it.
  yaml: ['content/read-file.ts', 'content/write-reviewed.ts'],
  dotenv: ['config.ts'],
  'flesch-kincaid': ['review/grade.ts'],
  syllable: ['review/grade.ts'],
  zod: ['config.ts', 'config/', 'content/', 'server/', 'store/', 'cli/'],
}

const CORE = [
  'nlu',
  'dialogue',
  'reply',
  'clinical',
  'outreach',
  'turn.ts',
  'types.ts',
  'slots.ts',
  'decisions.ts',
  'people.ts',
  'handoff.ts',
  'opening-times.ts',
]
const IMPURE =
  /\bDate\.now\(|new Date\(\)|Math\.random\(|\bprocess\.|\bfetch\(|setTimeout\(|performance\.now/

interface SourceFile {
  /** Path inside src. */
  readonly path: string
  readonly part: string
  readonly text: string
  readonly imports: readonly string[]
}

const files = filesIn('src').map(readSource)

describe('the house', () => {
  test('has files to look at', () => {
    expect(files.length).toBeGreaterThan(50)
  })

  test.each(files.map((file) => [file.path, file] as const))(
    '%s imports only what its part may',
    (_, file) => {
      const allowed = MAY_IMPORT[file.part]
      if (allowed === undefined) return
      const wrong = file.imports
        .filter((name) => name.startsWith('.'))
        .map((name) => insideSrc(file.path, name))
        .filter((target) => partOf(target) !== file.part)
        .filter((target) => ![...allowed, ...RECORDS].includes(partOf(target)))
        .filter((target) => !allowed.includes(target))
      expect(wrong).toEqual([])
    },
  )

  test.each(Object.entries(DOORS))('%s has one door', (name, doors) => {
    const importers = files.filter(({ imports }) =>
      imports.some((i) => i === name || i.startsWith(`${name}/`)),
    )
    const wrong = importers.filter(({ path }) => !doors.some((door) => path.startsWith(door)))
    expect(wrong.map(({ path }) => path)).toEqual([])
  })

  test('every package that is imported has a door', () => {
    const packages = files
      .flatMap(({ imports }) => imports)
      .filter((name) => !name.startsWith('.') && !name.startsWith('node:'))
      .map((name) =>
        name
          .split('/')
          .slice(0, name.startsWith('@') ? 2 : 1)
          .join('/'),
      )
    expect([...new Set(packages)].filter((name) => DOORS[name] === undefined)).toEqual([])
  })

  test.each(
    files.filter(({ part }) => CORE.includes(part)).map((file) => [file.path, file] as const),
  )('%s is pure: no clock, chance, network, files or process', (_, { text, imports }) => {
    const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')
    expect(IMPURE.exec(code)?.[0]).toBeUndefined()
    expect(
      imports.filter((name) => name.startsWith('node:') && !ALLOWED_IN_CORE.includes(name)),
    ).toEqual([])
  })

  test.each(files.map(({ path, text }) => [path, text] as const))('%s is short', (_, text) => {
    expect(text.split('\n').length - 1).toBeLessThanOrEqual(MAX_LINES)
  })

  test('only config.ts reads the environment', () => {
    const readers = files.filter(({ text }) =>
      /process\.env/.test(text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')),
    )
    expect(readers.map(({ path }) => path)).toEqual(['config.ts'])
  })
})

/** Pure parts of Node: compressing bytes is arithmetic. */
const ALLOWED_IN_CORE = ['node:zlib']

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .flatMap((path) => (statSync(path).isDirectory() ? filesIn(path) : [path]))
    .filter((path) => path.endsWith('.ts'))
}

function readSource(file: string): SourceFile {
  const text = readFileSync(file, 'utf8')
  const path = file.replace(/^src\//, '')
  const imports = [...text.matchAll(/\b(?:from |import |import\()'([^']+)'/g)].map(
    ([, name = '']) => name,
  )
  return { path, part: partOf(path), text, imports }
}

function partOf(path: string): string {
  return path.split('/')[0] ?? path
}

function insideSrc(from: string, name: string): string {
  return join('src', from, '..', name)
    .replace(/^src\//, '')
    .replace(/\.js$/, '.ts')
}
