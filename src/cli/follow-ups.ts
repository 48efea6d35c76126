/** Shows what the programmes would send, and why what they skip is skipped; sends nothing. */
import { parseArgs } from 'node:util'
import type { Config } from '../config.js'
import { BonewiseError } from '../errors.js'
import { forecast, type ForecastLine, type Span } from '../outreach/forecast.js'
import { sayState, sayTime } from '../outreach/say-state.js'
import type { TextParts } from '../outreach/texts.js'
import { dayAfter, instantAt, isDay, wallTime } from '../outreach/zone.js'
import { patientOf } from '../server/outbox-record.js'
import { createPhoneVault, type PhoneVault } from '../server/phone-vault.js'
import type { Enrolments } from '../store/enrolments.js'
import { lookInStore, type Look } from '../store/open-store.js'
import { createSealer } from '../store/sealer.js'
import type { Phone } from '../store/phone.js'

const HINT = { hint: 'npm run follow-ups -- --dry-run --until 2026-12-31' }

export interface DryRun {
  readonly config: Config
  readonly texts: TextParts
  readonly now: Date
  readonly write: (line: string) => void
}

/**
 * Prints one line for each text, and one for each step that would be skipped, patient by patient.
 *
 * @throws {BonewiseError} without `--dry-run` and a day to end with, or where no texts are sent.
 */
export async function followUps(args: readonly string[], run: DryRun): Promise<void> {
  const untilDay = readArgs(args)
  const { config, now, write } = run
  if (config.sms === undefined) {
    throw new BonewiseError('SMS_OFF', 'no text messages are sent here', {
      hint: 'set the settings of a provider; docs/sms.md tells how',
    })
  }
  const vault = createPhoneVault(config.sms.phoneKey)
  const store = await lookInStore(config, { sealer: createSealer(config.security.dataKeys) })
  const span = { fromMs: now.getTime(), untilMs: endOf(untilDay, config.clinic.timeZone) }
  const linesOf = (key: string) => linesOfNumber(key, { ...store, vault, span, run })
  let [texts, skipped] = [0, 0]
  for (const key of await store.enrolments.keys()) {
    const { lines, forecast: played } = await linesOf(key).catch(unreadable)
    lines.forEach(write)
    texts += played.filter(({ kind }) => kind === 'text').length
    skipped += played.filter(({ kind }) => kind === 'skipped').length
  }
  await store.close()
  write(
    `${texts} texts and ${skipped} skipped steps until the end of ${untilDay}; nothing was sent.`,
  )
}

interface Looking extends Pick<Look, 'phones' | 'enrolments'> {
  readonly vault: PhoneVault
  readonly span: Span
  readonly run: DryRun
}

interface Told {
  readonly lines: readonly string[]
  readonly forecast: readonly ForecastLine[]
}

const NOTHING: Told = { lines: [], forecast: [] }

async function linesOfNumber(
  key: string,
  { phones, enrolments, vault, span, run }: Looking,
): Promise<Told> {
  const record = await enrolments.read(key)
  if (record === undefined || record.enrolments.length === 0) return NOTHING
  const phone = await phones.read(key)
  const number = maskedNumber(phone, vault)
  const reason = whyNothing(phone)
  if (reason !== undefined) return { ...NOTHING, lines: [`${number}: nothing, ${reason}`] }
  const played = forecast(patientOf(record, phone), run.texts, span)
  const below = [...played.map(sayLine), ...doubtful(record)]
  return { lines: [number, ...below.map((line) => `  ${line}`)], forecast: played }
}

function unreadable(error: unknown): Told {
  if (!(error instanceof BonewiseError)) throw error
  return { ...NOTHING, lines: [`…: nothing, ${error.message}`] }
}

function readArgs(args: readonly string[]): string {
  const options = { 'dry-run': { type: 'boolean' }, until: { type: 'string' } } as const
  try {
    const { values } = parseArgs({ args: [...args], options })
    const { until = '' } = values
    if (values['dry-run'] === true && isDay(until)) return until
  } catch {
    // An unknown option is as wrong as a missing one.
  }
  throw new BonewiseError('ARGUMENTS_WRONG', 'give --dry-run, and --until with a day', HINT)
}

function endOf(day: string, zone: string): number {
  return instantAt(dayAfter(day, { months: 0, days: 1 }), 0, zone) - 1
}

function whyNothing(phone: Phone | undefined): string | undefined {
  if (phone?.sealedNumber === undefined) return 'forgotten'
  return phone.isOptedOut ? 'opted out' : undefined
}

/** "…43": enough to find a patient in the clinic's own list. */
function maskedNumber(phone: Phone | undefined, vault: PhoneVault): string {
  return phone?.sealedNumber === undefined ? '…' : `…${vault.open(phone.sealedNumber).slice(-2)}`
}

function sayLine(line: ForecastLine): string {
  switch (line.kind) {
    case 'text': {
      const zone = line.steps[0]?.enrolment.zone ?? 'UTC'
      const steps = line.steps.map(({ enrolment, id }) => `${enrolment.programme}.${id}`)
      return `${sayTime(line.atMs, zone)}  ${steps.join(' + ')}: ${line.text}`
    }
    case 'skipped': {
      const { enrolment, id, dueDay } = line.step
      const { day } = wallTime(line.atMs, enrolment.zone)
      const why = sayState(line.state, enrolment.zone)
      return `${day}        ${enrolment.programme}.${id} of ${dueDay} is skipped: ${why}`
    }
  }
}

/** Texts of which nobody knows whether they went out, and those that did not. */
function doubtful({ outbox }: Enrolments): readonly string[] {
  return Object.entries(outbox)
    .filter(([, { state }]) => ['sending', 'unknown', 'failed', 'opted_out'].includes(state))
    .map(([key, { state, code = '' }]) => `${key}: ${state} ${code}`.trim())
}
