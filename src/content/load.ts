import { ContentError, type ContentProblem } from '../errors.js'
import { checkContent } from './check.js'
import type { Content } from './content.js'
import { readFiles, type ContentFiles } from './files.js'
import type { ReadFile } from './read-file.js'

/** Content, and the files that it came from: what is needed to say in which line a problem stands. */
export interface PlacedContent {
  readonly content: Content
  readonly files: ContentFiles
}

/**
 * Reads, checks and freezes the content of one language.
 *
 * @param root Folder of the project.
 * @throws {ContentError} listing every problem with its file and line.
 */
export function loadContent(root: string, locale = 'en'): Content {
  return loadPlacedContent(root, locale).content
}

/** As `loadContent`, with the files. */
export function loadPlacedContent(root: string, locale = 'en'): PlacedContent {
  const files = readFiles(root, locale)
  const { intents, responses, none, ...shared } = files
  const all = [...intents.values(), ...responses.values(), none, ...Object.values(shared)]
  refuseProblems(all.flatMap(({ problems }) => problems))
  const content: Content = {
    intents: valuesOf(intents),
    responses: valuesOf(responses),
    noneExamples: valueOf(none).examples,
    toldExamples: valueOf(none).told,
    lines: valueOf(shared.lines),
    system: valueOf(shared.system),
    followUps: valueOf(shared.followUps),
    sources: valueOf(shared.sources),
    facts: { ...valueOf(shared.facts), foods: valueOf(shared.foods) },
    topics: valueOf(shared.topics),
    ellipsis: valueOf(shared.ellipsis),
    entities: valueOf(shared.entities),
    actExamples: valueOf(shared.actExamples),
    consentWords: valueOf(shared.consentWords),
    dialogueActs: valueOf(shared.dialogueActs),
    redFlagRules: valueOf(shared.redFlagRules),
    redFlagExamples: valueOf(shared.redFlagExamples),
    redFlagWording: valueOf(shared.redFlagWording),
  }
  refuseProblems(checkContent(content, files))
  return { content: deepFreeze(content), files }
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

/** Freezes a value and all that is in it. */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  Object.freeze(value)
  const parts = value instanceof Map ? [...value.values()] : Object.values(value)
  parts.forEach(deepFreeze)
  return value
}
