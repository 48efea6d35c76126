import { describe, expect, test } from '@jest/globals'
import { checkEllipsis } from '../../src/content/check-ellipsis.js'
import type { EllipsisFile } from '../../src/content/ellipsis-schema.js'
import { aContent } from '../support/content.js'

const read = { file: '_ellipsis.yml', problems: [], lineOf: () => 1 }
const good = aContent().ellipsis

function problemsOf(changes: Partial<EllipsisFile>): readonly string[] {
  const content = aContent({ ellipsis: { ...good, ...changes } })
  return checkEllipsis(content, read).map(({ field, problem }) => `${field}: ${problem}`)
}

describe('checkEllipsis', () => {
  test('finds nothing wrong with the table', () => {
    expect(problemsOf({})).toEqual([])
  })

  test.each<readonly [Partial<EllipsisFile>, string]>([
    [
      { subjects: { ...good.subjects, bones: { words: ['bone'], facets: { amount: 'nothing' } } } },
      'subjects.bones.facets.amount: leads to "nothing", which has no answer',
    ],
    [
      { subjects: { ...good.subjects, bones: { words: ['bone'], facets: { colour: 'score' } } } },
      'subjects.bones.facets.colour: unknown facet "colour"',
    ],
    [
      { subjects: { ...good.subjects, bones: { words: [], facets: { amount: 'score' } } } },
      'subjects.bones: has no words',
    ],
    [
      { subjects: { ...good.subjects, bones: { words: ['bone'], facets: {} } } },
      'subjects.bones: leads to no intent',
    ],
    [{ facets: { ...good.facets, colour: ['which colour'] } }, 'facets.colour: no subject has it'],
    [
      { facets: { ...good.facets, safety: ['how much'] } },
      'facets.safety.0: "how much" stands twice',
    ],
    [{ ownCase: ['yes'] }, 'ownCase.0: "yes" is a dialogue act, so it is never read here'],
    [
      { suppositions: [{ words: ['x'], slots: {}, isOther: false }] },
      'suppositions.0: supposes nothing',
    ],
    [
      {
        suppositions: [{ words: ['x'], slots: { kidneyOrCalciumProblem: true }, isOther: false }],
      },
      'suppositions.0: changes no answer',
    ],
  ])('refuses %j', (changes, problem) => {
    expect(problemsOf(changes)).toContain(problem)
  })
})
