/** Reads files of messages whose right outcome is known: JSON, one message a line. */
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { BonewiseError } from '../errors.js'
import { caseOf, type Case, type Line } from '../measure/case.js'
import { isErrorWithCode } from '../store/durable-file.js'

const text = z.string().min(1)
const intents = z.array(text)
const maybe = <T extends z.ZodType>(schema: T) =>
  schema.nullish().transform((given) => given ?? undefined)

/** Other fields, such as where a message comes from, are left alone. */
const schema = z
  .object({
    id: text,
    text: z.string(),
    kind: maybe(text),
    accept: maybe(z.union([intents, z.array(intents)])),
    /** The accepted intents of a second question. */
    accept2: maybe(intents),
    redflag: maybe(text),
    flag: maybe(text),
    urgent: maybe(z.boolean()),
    label: maybe(text),
  })
  .transform(({ accept = [], accept2, redflag, ...line }): Line => {
    const first = accept.filter((one) => typeof one === 'string')
    const lists = accept.filter((one) => typeof one !== 'string')
    const all = [first, ...lists, accept2 ?? []].filter(({ length }) => length > 0)
    return { ...line, accept: all, flag: redflag ?? line.flag }
  })

/**
 * Reads the messages of all files.
 *
 * @throws {BonewiseError} for a file that is not there, or `file:line: what` is wrong.
 */
export function readCases(files: readonly string[]): readonly Case[] {
  const placed = files.flatMap((file) =>
    linesOf(file).map((json, index) => ({ json, place: `${file}:${index + 1}` })),
  )
  const seen = new Map<string, string>()
  return placed
    .filter(({ json }) => json.trim() !== '')
    .map(({ json, place }) => {
      const asked = readCase(json, place)
      const other = seen.get(asked.id)
      if (other !== undefined) throw wrong(place, `id "${asked.id}" stands in ${other} already`)
      seen.set(asked.id, place)
      return asked
    })
}

function linesOf(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8').split('\n')
  } catch (error) {
    if (!isErrorWithCode(error, 'ENOENT') && !isErrorWithCode(error, 'EISDIR')) throw error
    throw new BonewiseError('FILE_UNKNOWN', `there is no file ${file}`, { cause: error })
  }
}

function readCase(json: string, place: string): Case {
  const parsed = schema.safeParse(parseJson(json, place))
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const field = issue?.path.join('.') ?? ''
    throw wrong(place, `${field === '' ? '' : `${field}: `}${issue?.message ?? 'is wrong'}`)
  }
  const asked = caseOf(parsed.data)
  if (asked === undefined) throw wrong(place, 'nothing says what would be right')
  return asked
}

function parseJson(json: string, place: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    // No cause: the parser's message quotes what a patient wrote.
    throw wrong(place, 'is not JSON')
  }
}

function wrong(place: string, problem: string): BonewiseError {
  return new BonewiseError('LINE_INVALID', `${place}: ${problem}`, {
    hint: 'a line has id, text, and at least one of accept, kind "out", redflag, urgent, label',
  })
}
