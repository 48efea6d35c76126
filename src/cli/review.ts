import { readSettings } from '../config.js'
import { loadContent } from '../content/load.js'
import { SignError } from '../errors.js'
import { dayIn } from '../review/day.js'
import { reviewList } from '../review/list.js'
import { reviewSheet } from '../review/sheet.js'
import { checkUnit } from '../review/sign.js'

/** Lists what has still to be signed; with names, shows each of them in full. */
export function review(root: string, names: readonly string[]): void {
  const option = names.find((name) => name.startsWith('-'))
  if (option !== undefined) {
    throw new SignError('SIGN_OPTION_UNKNOWN', `unknown option "${option}"`, {
      hint: 'npm run review, or npm run review -- NAME',
    })
  }
  const content = loadContent(root)
  names.forEach((name) => checkUnit(content, name))
  const today = dayIn(readSettings().clinic.timeZone, new Date())
  const shown =
    names.length === 0
      ? [reviewList(content, today)]
      : names.map((name) => reviewSheet(content, name, today))
  process.stdout.write(shown.join('\n'))
}
