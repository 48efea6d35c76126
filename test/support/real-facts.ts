import { factsFile, foodsFile, type Facts } from '../../src/content/facts-schema.js'
import { readFile } from '../../src/content/read-file.js'

/** The tables that patients are really answered from. */
export function realFacts(): Facts {
  const facts = readFile('.', 'responses/_facts.yml', factsFile)
  const foods = readFile('.', 'responses/en/_foods.yml', foodsFile)
  if (facts.value === undefined || foods.value === undefined) {
    throw new Error(JSON.stringify([...facts.problems, ...foods.problems]))
  }
  return { ...facts.value, foods: foods.value }
}
