/** What stands there before the first message: who answers, what to do in an emergency, what is kept. */
import { button, el, safeHref, telHref, unseen } from '../dom.js'
import type { Welcome } from '../reply.js'
import { fill, type Strings } from '../strings.js'
import { chipsOf, type Chips } from './chips.js'

export interface GreetingParts {
  readonly strings: Strings
  /** Undefined while the server has not told it. */
  readonly welcome: Welcome | undefined
  /** The clinic's page about data, https only. */
  readonly privacyUrl: string | undefined
  readonly ask: (text: string) => void
  /** Called when the patient agrees; absent when writing is agreement enough. */
  readonly agree?: (() => void) | undefined
}

/** Fills the greeting; called again when the server has told more. */
export function greetingOf(parts: GreetingParts): {
  readonly element: HTMLElement
  readonly chips: Chips | undefined
} {
  const { strings, welcome, ask, agree } = parts
  const clinic = welcome?.clinic
  const needsAgreement = agree !== undefined
  const chips =
    welcome === undefined || needsAgreement || welcome.examples.length === 0
      ? undefined
      : chipsOf(strings.peopleAsk, welcome.examples, ask)
  const element = el(
    'section',
    { class: 'greeting', part: 'greeting' },
    el('h3', {}, strings.greeting),
    el('p', {}, fill(strings.who, { clinic: clinic?.name ?? strings.ourClinic })),
    urgentOf(parts),
    welcome && consentOf(parts, welcome.clinic.retentionDays),
    welcome && reviewNote(welcome.reviewed, strings),
    welcome && agree && button(strings.agree, agree, { class: 'primary' }),
    chips?.element,
  )
  return { element, chips }
}

function reviewNote(reviewed: Welcome['reviewed'], strings: Strings): HTMLElement | undefined {
  switch (reviewed) {
    case 'none':
      return el('p', { class: 'warm' }, strings.unreviewedAll)
    case 'some':
      return el('p', { class: 'warm' }, strings.unreviewedSome)
    case 'all':
      return undefined
  }
}

function urgentOf({ strings, welcome }: GreetingParts): HTMLElement {
  if (welcome === undefined) return el('p', {}, strings.inEmergencyNoNumber)
  const { emergencyNumber: number } = welcome.clinic
  const call = el(
    'a',
    { class: 'tel', href: telHref(number) },
    fill(strings.callNumber, { number }),
  )
  return el('p', {}, `${strings.urgent} `, call, '.')
}

function consentOf(parts: GreetingParts, days: number): HTMLElement {
  const { strings, privacyUrl, agree } = parts
  const bySending = agree === undefined ? ` ${strings.consentBySending}` : ''
  const href = privacyUrl === undefined ? undefined : safeHref(privacyUrl)
  const link =
    href &&
    el(
      'a',
      { href, target: '_blank', rel: 'noopener noreferrer' },
      strings.privacy,
      unseen(` ${strings.newTab}`),
    )
  return el(
    'div',
    { class: 'consent', part: 'consent' },
    el('h4', {}, strings.consentTitle),
    el('p', {}, fill(strings.consent, { days }) + bySending),
    link === undefined || link === '' ? undefined : el('p', {}, link),
  )
}
