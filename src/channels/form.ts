/** Reading of a provider's form, each of whose parameters is one text. */
import { ChannelError } from '../errors.js'

/**
 * Names and values of an application/x-www-form-urlencoded body, in the order sent.
 *
 * @throws {ChannelError} PARAMETER_REPEATED or PARAMETER_NOT_TEXT (`a[]=`, `a[b]=`): readers of forms
 * differ in what they make of these, so that what was signed need not be what is read.
 */
export function readForm(body: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>()
  for (const [name, value] of new URLSearchParams(body)) {
    if (/[[\]]/.test(name)) throw new ChannelError('PARAMETER_NOT_TEXT')
    if (values.has(name)) throw new ChannelError('PARAMETER_REPEATED')
    values.set(name, value)
  }
  return values
}
