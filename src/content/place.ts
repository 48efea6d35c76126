import type { ContentProblem } from '../errors.js'
import type { ReadFile } from './read-file.js'

/** Makes a problem out of what is wrong at one place. */
export type Place = (problem: string, hint?: string) => ContentProblem

/** Names a place in a file, so that a check has to say only what is wrong there. */
export function placeIn<T>(read: ReadFile<T>, path: readonly PropertyKey[]): Place {
  return (problem, hint) => ({
    file: read.file,
    line: read.lineOf(path),
    field: path.join('.'),
    problem,
    ...(hint !== undefined && { hint }),
  })
}
