/** Finds enrolments without reading all of them: the beginning of an id names the record that it stands in. */
import { EnrolmentError } from '../errors.js'
import type { Enrolments, KeptEnrolment } from '../store/enrolments.js'
import type { Phone } from '../store/phone.js'
import type { Shelf } from '../store/shelf.js'
import { randomId } from './tokens.js'

/** One enrolment, in the record of its number, with the phone of that number if it is known. */
export interface Found {
  readonly enrolment: KeptEnrolment
  readonly record: Enrolments
  readonly phone: Phone | undefined
}

/** A page of the list. */
export interface Wanted {
  readonly programme?: string | undefined
  /** Id of the last enrolment of the page before. */
  readonly after?: string | undefined
  readonly limit: number
}

export interface EnrolmentShelves {
  readonly enrolments: Shelf<Enrolments>
  readonly phones: Shelf<Phone>
}

/** 64 bits of the keyed hash of a number: without the key it tells nothing. */
const PREFIX_LENGTH = 16

/** @param key Of the number. */
export function newEnrolmentId(key: string): string {
  return `${key.slice(0, PREFIX_LENGTH)}-${randomId()}`
}

/** @throws {EnrolmentError} ENROLMENT_NOT_FOUND. */
export async function findEnrolment(shelves: EnrolmentShelves, id: string): Promise<Found> {
  const prefix = id.slice(0, PREFIX_LENGTH)
  for (const key of await shelves.enrolments.keys()) {
    if (!key.startsWith(prefix)) continue
    const found = (await foundIn(shelves, key)).find(({ enrolment }) => enrolment.id === id)
    if (found !== undefined) return found
  }
  throw new EnrolmentError('ENROLMENT_NOT_FOUND')
}

/** In the order of the keyed hashes of their numbers; of one number, by the time of enrolment. */
export async function enrolmentsPage(
  shelves: EnrolmentShelves,
  { programme, after, limit }: Wanted,
): Promise<readonly Found[]> {
  const page: Found[] = []
  const from = after?.slice(0, PREFIX_LENGTH) ?? ''
  for (const key of await shelves.enrolments.keys()) {
    if (key < from) continue
    const all = await foundIn(shelves, key)
    const place = all.findIndex(({ enrolment }) => enrolment.id === after)
    const wanted = all
      .slice(place + 1)
      .filter(({ enrolment }) => programme === undefined || enrolment.programme === programme)
    page.push(...wanted)
    if (page.length >= limit) return page.slice(0, limit)
  }
  return page
}

async function foundIn(
  { enrolments, phones }: EnrolmentShelves,
  key: string,
): Promise<readonly Found[]> {
  const record = await enrolments.read(key)
  if (record === undefined || record.enrolments.length === 0) return []
  const phone = await phones.read(key)
  return record.enrolments
    .map((enrolment) => ({ enrolment, record, phone }))
    .toSorted((a, b) => a.enrolment.enrolledAtMs - b.enrolment.enrolledAtMs)
}
