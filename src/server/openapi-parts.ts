/** What the descriptions of all paths of the API are made of. */
import { z } from 'zod'
import * as schemas from './api-schema.js'
import * as enrolments from './enrolment-schema.js'
import { erasureBody, erasureReport } from './erasure-schema.js'

const named = {
  OpenBody: schemas.openBody,
  MessageBody: schemas.messageBody,
  FeedbackBody: schemas.feedbackBody,
  Welcome: schemas.welcome,
  Opened: schemas.opened,
  Citation: schemas.citation,
  Reply: schemas.reply,
  Answered: schemas.answered,
  History: schemas.history,
  Handoff: schemas.handoff,
  HandoffList: schemas.handoffList,
  EnrolBody: enrolments.enrolBody,
  EnrolmentPatch: enrolments.enrolmentPatch,
  RevocationBody: enrolments.revocationBody,
  Enrolment: enrolments.shownEnrolment,
  EnrolmentList: enrolments.enrolmentList,
  ImportReport: enrolments.importReport,
  ErasureBody: erasureBody,
  ErasureReport: erasureReport,
  Problem: schemas.problem,
} as const

type Name = keyof typeof named

/** Every schema, by its name. */
export function componentsOf(): Readonly<Record<string, unknown>> {
  const registry = z.registry<{ id: string }>()
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id })
  const made = z.toJSONSchema(registry, { uri: (id) => `#/components/schemas/${id}` }).schemas
  const isOurs = ([key]: readonly [string, unknown]) => key !== '$id' && key !== '$schema'
  return Object.fromEntries(
    Object.entries(made).map(([id, schema]) => [
      id,
      Object.fromEntries(Object.entries(schema).filter(isOurs)),
    ]),
  )
}

const ref = (name: Name) => ({ $ref: `#/components/schemas/${name}` })

export function body(name: Name, required = true) {
  return { required, content: { 'application/json': { schema: ref(name) } } }
}

export function ok(description: string, name?: Name) {
  if (name === undefined) return { description }
  return { description, content: { 'application/json': { schema: ref(name) } } }
}

export function problem(description: string) {
  return { description, content: { 'application/problem+json': { schema: ref('Problem') } } }
}

export const always = {
  '400': problem('The request cannot be read; `field` names what is wrong.'),
  '403': problem('Pages of this origin may not call.'),
  '413': problem('The body is larger than 8 KB; a table, than 1 MB.'),
  '415': problem('The body is not JSON.'),
  '429': problem('Too many requests; wait for Retry-After seconds.'),
  '503': problem('The conversation cannot be kept just now; try again after Retry-After seconds.'),
}

export const ofConversation = {
  ...always,
  '401': problem('No well-formed bearer token.'),
  '404': problem('No such conversation, or another caller’s.'),
}

export const bearer = [{ bearer: [] }]
export const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } }
export const query = (name: string, description: string, schema: object) => ({
  name,
  in: 'query',
  description,
  schema,
})
const seq = { type: 'integer', minimum: 0 }
export const window = [
  query('after', 'Only messages with a greater seq.', seq),
  query('before', 'Only messages with a smaller seq.', seq),
  query('last', 'Of these only the newest, so many.', seq),
]
