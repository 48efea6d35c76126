/** Makes a token by which one member of the staff reads requests. */
import { BonewiseError } from '../errors.js'
import { hashOfToken, randomToken } from '../server/tokens.js'

/** Prints the token, which is kept nowhere, and the entry for STAFF_TOKENS. */
export function staffToken([name = '']: readonly string[]): void {
  if (!/^[A-Za-z0-9._-]{1,40}$/.test(name)) {
    throw new BonewiseError('STAFF_NAME_WRONG', 'a name is 1 to 40 of A-Z a-z 0-9 . _ -', {
      hint: 'npm run staff-token -- front-desk',
    })
  }
  const token = randomToken()
  process.stdout.write(
    `For ${name}; it is shown once, so hand it over safely:\n  ${token}\n\n` +
      `Add to STAFF_TOKENS, after a comma if there are others:\n  ${name}:${hashOfToken(token)}\n`,
  )
}
