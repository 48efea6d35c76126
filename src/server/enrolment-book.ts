/** Who is in which programme: enrolled, changed and ended by the clinic's staff. */
import { EnrolmentError, RequestError } from '../errors.js'
import type { TextParts } from '../outreach/texts.js'
import { instantAt } from '../outreach/zone.js'
import { noEnrolments, type Enrolments, type KeptEnrolment } from '../store/enrolments.js'
import type { ConsentEvent, Phone } from '../store/phone.js'
import type { Shelf } from '../store/shelf.js'
import { enrolmentsPage, findEnrolment, newEnrolmentId } from './enrolment-find.js'
import type { Found, Wanted } from './enrolment-find.js'
import type { EnrolBody, EnrolmentPatch, RevocationBody } from './enrolment-schema.js'
import { markOptedOut, newPhone, withEvent } from './phone-consent.js'
import type { PhoneVault } from './phone-vault.js'

export interface EnrolmentBookParts {
  readonly enrolments: Shelf<Enrolments>
  readonly phones: Shelf<Phone>
  readonly vault: PhoneVault
  readonly texts: TextParts
  readonly clock: () => Date
  /** Of patients of whom none is told. */
  readonly clinicZone: string
  /** Of one number's. */
  readonly newId?: (key: string) => string
}

export interface EnrolmentBook {
  readonly texts: TextParts
  readonly vault: PhoneVault
  readonly clock: () => Date
  /**
   * @param staff Who enrols; stands in the ledger beside the proof.
   * @throws {EnrolmentError} NUMBER_OPTED_OUT, ENROLMENT_EXISTS.
   * @throws {RequestError} for a programme that there is not, or without a day that it counts from.
   */
  readonly enrol: (body: EnrolBody, staff: string) => Promise<Found>
  readonly page: (wanted: Wanted) => Promise<readonly Found[]>
  /** @throws {EnrolmentError} ENROLMENT_NOT_FOUND. */
  readonly find: (id: string) => Promise<Found>
  /** @throws {EnrolmentError} ENROLMENT_NOT_FOUND. @throws {RequestError} as `enrol`. */
  readonly change: (id: string, patch: EnrolmentPatch) => Promise<Found>
  /** Nothing of it is sent any more. @throws {EnrolmentError} ENROLMENT_NOT_FOUND. */
  readonly end: (id: string) => Promise<Found>
  /**
   * Keeps that a patient has said to somebody of the staff that they want no more texts.
   *
   * @returns The keyed hash of the number, by which its record is found.
   */
  readonly revoke: (body: RevocationBody, staff: string) => Promise<string>
}

const USUAL_HOUR = 10

export function createEnrolmentBook(parts: EnrolmentBookParts): EnrolmentBook {
  const { enrolments, phones, vault, texts, clock } = parts
  const changeOne = async (id: string, to: (before: KeptEnrolment) => KeptEnrolment) => {
    const known = await findEnrolment(parts, id)
    // Worked out once before it is kept: what is wrong with it must not look like a fault of the store.
    to(known.enrolment)
    const record = await enrolments.change(
      known.record.key,
      (before) =>
        before && {
          ...before,
          enrolments: before.enrolments.map((each) => (each.id === id ? to(each) : each)),
        },
    )
    const enrolment = record?.enrolments.find((each) => each.id === id)
    if (record === undefined || enrolment === undefined) {
      throw new EnrolmentError('ENROLMENT_NOT_FOUND')
    }
    return { enrolment, record, phone: known.phone }
  }
  return {
    ...{ texts, vault, clock },
    page: (wanted) => enrolmentsPage(parts, wanted),
    find: (id) => findEnrolment(parts, id),
    enrol: (body, staff) => enrol(parts, body, staff),
    change: (id, patch) => changeOne(id, (before) => patched(parts, before, patch)),
    end: (id) =>
      changeOne(id, (before) =>
        before.isEnded ? before : { ...before, isEnded: true, endedAtMs: clock().getTime() },
      ),
    revoke: async ({ phone: number, wording }, staff) => {
      const at = clock().toISOString()
      const key = vault.keyOf(number)
      const blank = { ...newPhone(key), sealedNumber: vault.seal(number) }
      const event = { kind: 'revoked', at, source: 'staff', wording, proof: staff } as const
      await markOptedOut(phones, event, blank)
      return key
    },
  }
}

async function enrol(parts: EnrolmentBookParts, body: EnrolBody, staff: string): Promise<Found> {
  const { enrolments, phones, vault, clock, newId = newEnrolmentId, clinicZone } = parts
  checkAnchors(parts, body.programme, body.anchors)
  checkRegimen(parts, body)
  const key = vault.keyOf(body.phone)
  const now = clock()
  const { scope, source, wording, proof } = body.consent
  const event: ConsentEvent = {
    kind: 'granted',
    at: now.toISOString(),
    source,
    wording,
    proof: `${proof} (entered by ${staff})`,
  }
  if (isIn(await enrolments.read(key), body.programme)) throw new EnrolmentError('ENROLMENT_EXISTS')
  // First what allows it: an enrolment without it would send nothing, but stand there.
  const phone = await phones.change(key, (before = newPhone(key)) =>
    before.isOptedOut
      ? before
      : withEvent({ ...before, sealedNumber: vault.seal(body.phone) }, event),
  )
  if (phone?.isOptedOut !== false) throw new EnrolmentError('NUMBER_OPTED_OUT')
  const enrolment: KeptEnrolment = {
    id: newId(key),
    programme: body.programme,
    anchors: daysIn(body.anchors),
    zone: body.zone ?? clinicZone,
    hour: body.hour ?? USUAL_HOUR,
    consent: scope,
    enrolledAtMs: now.getTime(),
    isEnded: false,
    answers: [],
  }
  const record = await enrolments.change(key, (before = noEnrolments(key)) =>
    isIn(before, body.programme)
      ? before
      : { ...before, enrolments: [...before.enrolments, enrolment] },
  )
  const isTaken = record?.enrolments.some(({ id }) => id === enrolment.id) === true
  if (record === undefined || !isTaken) throw new EnrolmentError('ENROLMENT_EXISTS')
  return { enrolment, record, phone }
}

/** Two enrolments in one programme would send each text twice. */
function isIn(record: Enrolments | undefined, programme: string): boolean {
  return (record?.enrolments ?? []).some((each) => each.programme === programme && !each.isEnded)
}

type Days = Readonly<Record<string, string | undefined>>

function daysIn(anchors: Days): Record<string, string> {
  return Object.fromEntries(
    Object.entries(anchors).flatMap(([name, day]) => (day === undefined ? [] : [[name, day]])),
  )
}

function checkAnchors({ texts }: EnrolmentBookParts, id: string, anchors: Days): void {
  const { programmes } = texts.followUps
  const programme = Object.hasOwn(programmes, id) ? programmes[id] : undefined
  if (programme === undefined) {
    const known = Object.keys(programmes).join(', ')
    throw new RequestError('BODY_INVALID', `programme: must be one of: ${known}`, {
      field: 'programme',
    })
  }
  if (programme.from.some((anchor) => anchors[anchor] !== undefined)) return
  const wanted = programme.from.join(' or ')
  throw new RequestError('BODY_INVALID', `anchors: this programme counts from ${wanted}`, {
    field: 'anchors',
  })
}

/** Denosumab for cancer is given each month: by the half-yearly calendar its patients would be told to wait. */
function checkRegimen({ texts }: EnrolmentBookParts, { programme, regimen }: EnrolBody): void {
  const wanted = texts.followUps.programmes[programme]?.regimen
  if (wanted === regimen) return
  const detail =
    wanted === undefined
      ? 'regimen: this programme asks for none'
      : `regimen: this programme is for ${wanted} doses alone; say so, or do not enrol`
  throw new RequestError('BODY_INVALID', detail, { field: 'regimen' })
}

function patched(
  parts: EnrolmentBookParts,
  before: KeptEnrolment,
  patch: EnrolmentPatch,
): KeptEnrolment {
  const { pause, ...rest } = before
  const { zone = before.zone, hour = before.hour, scope = before.consent } = patch
  const anchors = { ...before.anchors, ...daysIn(patch.anchors ?? {}) }
  checkAnchors(parts, before.programme, anchors)
  const after = pauseAfter({ ...patch, zone }, pause, parts.clock().getTime())
  return {
    ...{ ...rest, anchors, zone, hour, consent: scope },
    ...(after !== undefined && { pause: after }),
  }
}

function pauseAfter(
  { isPaused, pausedUntil, zone }: EnrolmentPatch & { readonly zone: string },
  pause: KeptEnrolment['pause'],
  nowMs: number,
): KeptEnrolment['pause'] {
  if (isPaused === undefined) return pause
  if (!isPaused) return undefined
  const fromMs = pause?.fromMs ?? nowMs
  return pausedUntil === undefined
    ? { fromMs }
    : { fromMs, untilMs: instantAt(pausedUntil, 0, zone) }
}
