/** Measures the bot on files of messages, or by cross-validation on our own examples. */
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { readConfig } from '../config.js'
import { loadContent } from '../content/load.js'
import type { Content } from '../content/content.js'
import { BonewiseError } from '../errors.js'
import { unknownIn, type Case } from '../measure/case.js'
import { flagRuns, intentRun } from '../measure/cross-validation.js'
import { scoreFlags } from '../measure/flag-tally.js'
import { score, type Played } from '../measure/score.js'
import { earsTable, flagTable } from '../measure/tables.js'
import { prepare } from '../prepare.js'
import type { ReadyContent } from '../turn.js'
import { beginConversation, USUAL_SETTING } from './conversation.js'
import { hearFlags, hearIntents } from './eval-folds.js'
import { readCases } from './eval-lines.js'
import { report } from './eval-report.js'

const MOST_NAME_LENGTH = 100

/**
 * Measures, prints, and writes reports/eval.
 *
 * @param args Files of messages; without any, five-fold cross-validation. `--name` names the report.
 * @throws {BonewiseError} for wrong options, files or lines.
 */
export async function evaluate(root: string, args: readonly string[]): Promise<void> {
  const { files, name } = readOptions(args)
  if (files.length === 0) return crossValidate(root)
  const cases = readCases(files)
  // The default clinic, so that what is measured does not depend on who measures it.
  const content = prepare(root, readConfig({}).clinic)
  warnOfUnknown(cases, content)
  const played = cases.map((asked) => playCase(content, asked))
  report(root, { name, played }, content.intents)
}

/** Plays a message as the first of a conversation on the web. */
function playCase(content: ReadyContent, asked: Case): Played {
  const { decision, understanding } = beginConversation(content, USUAL_SETTING)(asked.text)
  const said = { decision, acts: understanding.acts }
  return {
    asked,
    heard: understanding.intents,
    decision,
    ...score(asked, said, content.intents),
  }
}

function warnOfUnknown(cases: readonly Case[], content: Content): void {
  const unknown = unknownIn(cases, content)
  if (unknown.size === 0) return
  const names = [...unknown].map(([name, count]) => `${name} (${count})`)
  process.stderr.write(`unknown intents, flags or labels: ${names.join(', ')}\n`)
}

async function crossValidate(root: string): Promise<void> {
  const content = loadContent(root)
  const spoken = await hearIntents(root, content)
  const plain = intentRun(content, spoken, 'plain')
  report(root, { name: 'folds', played: plain }, content.intents)
  const misspelt = intentRun(content, spoken, 'misspelt')
  report(root, { name: 'folds-typo', played: misspelt }, content.intents)
  const runs = flagRuns(await hearFlags(root, content), content.intents)
  const { together, detector, rules } = runs
  const tables = [earsTable({ both: together, 'learned detector': detector, rules })]
  const details = [
    flagTable('Danger signs: the learned detector alone', scoreFlags(detector)),
    flagTable('Danger signs: the rules alone', scoreFlags(rules)),
  ]
  report(root, { name: 'folds-red-flags', played: together, tables, details }, content.intents)
}

interface Options {
  readonly files: readonly string[]
  readonly name: string
}

function readOptions(args: readonly string[]): Options {
  const { values, positionals: files } = parse(args)
  if (values.name !== undefined && files.length === 0) throw wrong('--name needs files')
  const name = values.name ?? files.map((file) => basename(file, '.jsonl')).join('+')
  if (files.length > 0 && !/^[\w+-][\w.+-]*$/.test(name)) throw wrong(`"${name}" is no file name`)
  if (name.length > MOST_NAME_LENGTH) throw wrong(`"${name}" is too long a name`)
  return { files, name }
}

function parse(args: readonly string[]) {
  try {
    const options = { name: { type: 'string' } } as const
    return parseArgs({ args: [...args], options, allowPositionals: true })
  } catch (error) {
    throw wrong(error instanceof Error ? error.message : String(error))
  }
}

function wrong(problem: string): BonewiseError {
  return new BonewiseError('OPTION_INVALID', problem, {
    hint: 'npm run eval -- messages.jsonl, and if wanted --name and a name in letters, digits, - and _',
  })
}
