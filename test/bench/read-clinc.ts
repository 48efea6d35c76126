import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Clinc } from '../../src/measure/clinc.js'
import type { Example } from '../../src/nlu/classifier/train.js'
import { OUT_OF_SCOPE } from '../../src/nlu/classify.js'

const OUT_OF_SCOPE_THERE = 'oos'

const queries = z.array(z.tuple([z.string(), z.string()])).min(1)
const published = z.object({
  train: queries,
  oos_train: queries,
  val: queries,
  oos_val: queries,
  test: queries,
  oos_test: queries,
})

/** Reads CLINC150 Full as its authors publish it: `data_full.json` in a folder. */
export function readClinc(folder: string): Clinc {
  const data = published.parse(JSON.parse(readFileSync(join(folder, 'data_full.json'), 'utf8')))
  return {
    train: examplesOf([...data.train, ...data.oos_train]),
    validation: examplesOf([...data.val, ...data.oos_val]),
    test: examplesOf([...data.test, ...data.oos_test]),
  }
}

function examplesOf(pairs: z.infer<typeof queries>): readonly Example[] {
  return pairs.map(([text, intent]) => ({
    text,
    intent: intent === OUT_OF_SCOPE_THERE ? OUT_OF_SCOPE : intent,
  }))
}
