/** Hears the answers to the questions of a request to the staff. */
import type { HeardDetails } from '../types.js'
import { findContact, type PhoneCountry } from './entity/contact.js'
import { findName } from './entity/person-name.js'

/** What may stand beside a contact that is all that was said. */
const ABOUT_CONTACT =
  /\b(?:no|not|sorry|actually|yes|ok|okay|sure|it's|its|is|it|my|the|home|cell|mobile|work|best|new|right|correct|number|phone|telephone|tel|e-?mail|address|at|on|to|me|please|call|text|write|you can|can|reach|that|this|i meant|meant|should be|change)\b|[^a-z0-9]/g

export function hearDetails(country: PhoneCountry, utterance: string): HeardDetails {
  const heard = findContact(country, utterance)
  const rest = heard?.rest ?? utterance
  const isContactAlone = heard !== undefined && rest.replace(ABOUT_CONTACT, '') === ''
  // The rest is in lower case; a name keeps the case in which it was written.
  const beside = heard === undefined ? utterance : besideContact(utterance)
  const name = isContactAlone ? undefined : findName(beside)
  return {
    isContactAlone,
    isNameTold: name?.isTold === true,
    ...(heard !== undefined && { contact: heard.contact }),
    ...(name !== undefined && { name: name.name }),
  }
}

/** "Mary Jones, 212 555 0199": what stands before the first digit or address. */
function besideContact(utterance: string): string {
  return utterance.replace(/(?:[,;:\s]|\band\b|\bon\b|\bat\b)*(?:\+?\(?\d|\S+@).*$/s, '')
}
