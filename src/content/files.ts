/** Reads the files of one language; each is checked against its own schema and no other. */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { actExamplesFile, dialogueActsFile, entitiesFile } from './entity-schema.js'
import { consentWordsFile } from './consent-words-schema.js'
import { ellipsisFile } from './ellipsis-schema.js'
import { factsFile, foodsFile } from './facts-schema.js'
import { followUpsFile } from './follow-up-schema.js'
import { readFile, type ReadFile } from './read-file.js'
import { redFlagExamplesFile, redFlagResponsesFile, redFlagRulesFile } from './red-flag-schema.js'
import { intentFile, linesFile, responseFile, sourcesFile } from './schema.js'
import { systemFile } from './system-schema.js'
import { topicsFile } from './topics-schema.js'

const noneFile = z.strictObject({
  examples: z.array(z.string().min(1).max(900)).min(1),
  /** What patients tell and ask nothing, such as an age: it teaches only that it is no danger. */
  told: z.array(z.string().min(1).max(200)).default([]),
})

export type ContentFiles = ReturnType<typeof readFiles>

/** Reads everything that one language is made of; what is wrong in a file stands in its `problems`. */
export function readFiles(root: string, locale: string) {
  const asked = `intents/${locale}`
  const answered = `responses/${locale}`
  return {
    intents: readFolder(root, asked, intentFile),
    responses: readFolder(root, answered, responseFile),
    none: readFile(root, `${asked}/_none.yml`, noneFile),
    topics: readFile(root, `${asked}/_topics.yml`, topicsFile),
    ellipsis: readFile(root, `${asked}/_ellipsis.yml`, ellipsisFile),
    entities: readFile(root, `${asked}/_entities.yml`, entitiesFile),
    actExamples: readFile(root, `${asked}/_dialogue_act_examples.yml`, actExamplesFile),
    consentWords: readFile(root, `${asked}/_consent_words.yml`, consentWordsFile),
    dialogueActs: readFile(root, `${asked}/_dialogue_acts.yml`, dialogueActsFile),
    redFlagRules: readFile(root, `${asked}/_red_flags.yml`, redFlagRulesFile),
    redFlagExamples: readFile(root, `${asked}/_red_flag_examples.yml`, redFlagExamplesFile),
    redFlagWording: readFile(root, `${answered}/_red_flags.yml`, redFlagResponsesFile),
    lines: readFile(root, `${answered}/_lines.yml`, linesFile),
    system: readFile(root, `${answered}/_system.yml`, systemFile),
    followUps: readFile(root, `${answered}/_follow_ups.yml`, followUpsFile),
    sources: readFile(root, 'responses/_sources.yml', sourcesFile),
    facts: readFile(root, 'responses/_facts.yml', factsFile),
    foods: readFile(root, `${answered}/_foods.yml`, foodsFile),
  }
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
