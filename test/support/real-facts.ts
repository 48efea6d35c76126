import { factsFile, type Facts } from '../../src/content/facts-schema.js'
import { readFile } from '../../src/content/read-file.js'

/** The tables that patients are really answered from. */
export function realFacts(): Facts {
  const { value, problems } = readFile('.', 'responses/_facts.yml', factsFile)
  if (value === undefined) throw new Error(JSON.stringify(problems))
  return value
}
