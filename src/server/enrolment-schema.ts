/** The bodies of the staff's requests about programmes. Strict, as all bodies are. */
import { z } from 'zod'
import { isDay, isZone } from '../outreach/zone.js'
import { pageLimit } from './api-schema.js'

const noNul = (text: string) => !text.includes('\0')
const shortText = (max: number) =>
  z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(max, `must be at most ${max} characters`)
    .refine(noNul, 'must not contain NUL')

const phone = z
  .string()
  .regex(/^\+[1-9]\d{6,14}$/, 'must be E.164, such as +12125550123')
  .meta({ description: 'E.164.' })
const day = z.string().refine(isDay, 'must be a day, such as 2026-11-22')
const zone = z
  .string()
  .refine(isZone, 'must be an IANA zone, such as America/New_York')
  .meta({ description: 'IANA zone of the patient.' })
const hour = z
  .int('must be a whole hour')
  .min(8, 'must be 8 to 20')
  .max(20, 'must be 8 to 20')
  .meta({ description: 'Local hour before which nothing is sent.' })

const anchors = z
  .strictObject({
    scan: day.optional(),
    appointment: day.optional(),
    firstDose: day.optional(),
    start: day.optional(),
    lastDose: day.optional(),
  })
  .meta({ description: 'The patient’s own days; the programme says which one it counts from.' })

export const enrolBody = z.strictObject({
  phone,
  programme: z.string().regex(/^[a-z][a-z0-9_]{0,63}$/, 'must be the id of a programme'),
  anchors,
  regimen: z.enum(['six_monthly', 'monthly']).optional().meta({
    description: 'How often the dose is given; programs about doses ask for it, and refuse others.',
  }),
  zone: zone.optional().meta({ description: 'The clinic’s, if absent.' }),
  hour: hour.optional().meta({ description: '10 if absent.' }),
  consent: z.strictObject({
    scope: z.enum(['neutral', 'details']).meta({
      description: 'details: the patient agreed to texts that name their health.',
    }),
    wording: shortText(1000).meta({ description: 'Exactly what the patient agreed to.' }),
    source: z.enum(['paper', 'web', 'spoken', 'sms']),
    proof: shortText(200).meta({ description: 'Where that can be found, such as “form 118”.' }),
  }),
})

export const enrolmentPatch = z
  .strictObject({
    anchors: anchors.optional(),
    zone: zone.optional(),
    hour: hour.optional(),
    scope: z.enum(['neutral', 'details']).optional(),
    isPaused: z.boolean().optional(),
    pausedUntil: day.optional().meta({ description: 'The first day on which texts go out again.' }),
  })
  .refine((patch) => Object.keys(patch).length > 0, 'must change something')
  .refine(
    ({ isPaused, pausedUntil }) => pausedUntil === undefined || isPaused === true,
    'pausedUntil goes with isPaused: true',
  )

export const revocationBody = z.strictObject({
  phone,
  wording: shortText(1000).meta({ description: 'What the patient said.' }),
})

export const enrolmentId = z.string().regex(/^[\w-]{1,64}$/, 'must be the id of an enrolment')

export const enrolmentsQuery = z.strictObject({
  programme: z.string().optional(),
  after: enrolmentId.optional(),
  limit: pageLimit.optional(),
})

export const shownEnrolment = z.strictObject({
  id: enrolmentId,
  phoneEnding: z.string().optional().meta({ description: 'The last two digits.' }),
  programme: z.string(),
  anchors: z.record(z.string(), z.string()),
  zone: z.string(),
  hour: z.int(),
  scope: z.enum(['none', 'neutral', 'details']),
  enrolledAt: z.iso.datetime(),
  state: z.enum(['active', 'paused', 'ended', 'opted_out']),
  answers: z.array(z.string()),
  steps: z.array(
    z.strictObject({
      step: z.string(),
      dueDay: z.string(),
      state: z.string().meta({ description: 'In plain words: “later until 2026-11-22 10:00”.' }),
      delivery: z.string().optional().meta({ description: 'What became of the text.' }),
    }),
  ),
})

export const enrolmentList = z.strictObject({ enrolments: z.array(shownEnrolment) })

export const importReport = z.strictObject({
  enrolled: z.int().min(0),
  refused: z.int().min(0),
  lines: z.array(
    z.strictObject({
      line: z.int().min(2),
      id: z.string().optional().meta({ description: 'Of the enrolment; absent where refused.' }),
      code: z.string().optional(),
      detail: z.string().optional(),
    }),
  ),
})

export type EnrolBody = z.infer<typeof enrolBody>
export type EnrolmentPatch = z.infer<typeof enrolmentPatch>
export type RevocationBody = z.infer<typeof revocationBody>
export type ShownEnrolment = z.infer<typeof shownEnrolment>
export type EnrolmentList = z.infer<typeof enrolmentList>
export type ImportReport = z.infer<typeof importReport>
