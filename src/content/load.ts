import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { ContentError, type ContentProblem } from '../errors.js'
import { checkContent } from './check.js'
import type { Content } from './content.js'
import { dialogueActsFile, entitiesFile } from './entity-schema.js'
import { factsFile } from './facts-schema.js'
import { readFile, type ReadFile } from './read-file.js'
import { redFlagExamplesFile, redFlagResponsesFile, redFlagRulesFile } from './red-flag-schema.js'
import { intentFile, linesFile, responseFile, sourcesFile } from './schema.js'
import { systemFile } from './system-schema.js'

const noneFile = z.strictObject({ examples: z.array(z.string().min(1).max(400)).min(1) })

/** The files of one language, read and each valid by itself. */
export interface ContentFiles {
  readonly intents: ReadonlyMap<string, ReadFile<z.infer<typeof intentFile>>>
  readonly responses: ReadonlyMap<string, ReadFile<z.infer<typeof responseFile>>>
  readonly lines: ReadFile<z.infer<typeof linesFile>>
  readonly system: ReadFile<z.infer<typeof systemFile>>
  readonly redFlagWording: ReadFile<z.infer<typeof redFlagResponsesFile>>
  readonly redFlagExamples: ReadFile<z.infer<typeof redFlagExamplesFile>>
}

/**
 * Reads, checks and freezes the content of one language.
 *
 * @param root Folder of the project.
 * @throws {ContentError} listing every problem with its file and line.
 */
export function loadContent(root: string, locale = 'en'): Content {
  const intents = readFolder(root, `intents/${locale}`, intentFile)
  const responses = readFolder(root, `responses/${locale}`, responseFile)
  const none = readFile(root, `intents/${locale}/_none.yml`, noneFile)
  const entities = readFile(root, `intents/${locale}/_entities.yml`, entitiesFile)
  const dialogueActs = readFile(root, `intents/${locale}/_dialogue_acts.yml`, dialogueActsFile)
  const redFlagRules = readFile(root, `intents/${locale}/_red_flags.yml`, redFlagRulesFile)
  const redFlagExamples = readFile(
    root,
    `intents/${locale}/_red_flag_examples.yml`,
    redFlagExamplesFile,
  )
  const redFlagWording = readFile(root, `responses/${locale}/_red_flags.yml`, redFlagResponsesFile)
  const lines = readFile(root, `responses/${locale}/_lines.yml`, linesFile)
  const system = readFile(root, `responses/${locale}/_system.yml`, systemFile)
  const sources = readFile(root, 'responses/_sources.yml', sourcesFile)
  const facts = readFile(root, 'responses/_facts.yml', factsFile)

  const heard = [none, entities, dialogueActs, redFlagRules, redFlagExamples]
  const shared = [...heard, redFlagWording, lines, system, sources, facts]
  refuseProblems([...intents.values(), ...responses.values(), ...shared].flatMap((f) => f.problems))

  const content: Content = {
    intents: valuesOf(intents),
    responses: valuesOf(responses),
    noneExamples: valueOf(none).examples,
    lines: valueOf(lines),
    system: valueOf(system),
    sources: valueOf(sources),
    facts: valueOf(facts),
    entities: valueOf(entities),
    dialogueActs: valueOf(dialogueActs),
    redFlagRules: valueOf(redFlagRules),
    redFlagExamples: valueOf(redFlagExamples),
    redFlagWording: valueOf(redFlagWording),
  }
  const files = { intents, responses, lines, system, redFlagWording, redFlagExamples }
  refuseProblems(checkContent(content, files))
  return deepFreeze(content)
}

function readFolder<T extends { intent: string }>(
  root: string,
  folder: string,
  schema: z.ZodType<T>,
): ReadonlyMap<string, ReadFile<T>> {
  const names = existsSync(join(root, folder))
    ? readdirSync(join(root, folder)).filter((name) => /^[a-z].*\.yml$/.test(name))
    : []
  return new Map(
    names.sort().map((name) => {
      const read = readFile(root, `${folder}/${name}`, schema)
      return [name.replace(/\.yml$/, ''), checkName(read, name.replace(/\.yml$/, ''))]
    }),
  )
}

function checkName<T extends { intent: string }>(read: ReadFile<T>, id: string): ReadFile<T> {
  if (read.value === undefined || read.value.intent === id) return read
  const problem = {
    file: read.file,
    line: read.lineOf(['intent']),
    field: 'intent',
    problem: `"${read.value.intent}" does not match the file's name`,
    hint: `name the file ${read.value.intent}.yml or the intent ${id}`,
  }
  return { ...read, problems: [...read.problems, problem] }
}

function refuseProblems(problems: readonly ContentProblem[]): void {
  if (problems.length > 0) throw new ContentError(problems)
}

function valuesOf<T>(files: ReadonlyMap<string, ReadFile<T>>): ReadonlyMap<string, T> {
  return new Map([...files].map(([id, read]) => [id, valueOf(read)]))
}

function valueOf<T>(read: ReadFile<T>): T {
  if (read.value === undefined) throw new ContentError(read.problems)
  return read.value
}

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  Object.freeze(value)
  const parts = value instanceof Map ? [...value.values()] : Object.values(value)
  parts.forEach(deepFreeze)
  return value
}
