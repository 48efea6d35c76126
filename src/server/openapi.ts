/** The OpenAPI 3.1 description of the API, made from the schemas that check it. */
import { z } from 'zod'
import * as schemas from './api-schema.js'

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
  Problem: schemas.problem,
} as const

type Name = keyof typeof named

function componentsOf(): Readonly<Record<string, unknown>> {
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

function body(name: Name, required = true) {
  return { required, content: { 'application/json': { schema: ref(name) } } }
}

function ok(description: string, name?: Name) {
  if (name === undefined) return { description }
  return { description, content: { 'application/json': { schema: ref(name) } } }
}

function problem(description: string) {
  return { description, content: { 'application/problem+json': { schema: ref('Problem') } } }
}

const always = {
  '400': problem('The request cannot be read; `field` names what is wrong.'),
  '403': problem('Pages of this origin may not call.'),
  '413': problem('The body is larger than 8 KB.'),
  '415': problem('The body is not JSON.'),
  '429': problem('Too many requests; wait for Retry-After seconds.'),
  '503': problem('The conversation cannot be kept just now; try again after Retry-After seconds.'),
}

const ofConversation = {
  ...always,
  '401': problem('No well-formed bearer token.'),
  '404': problem('No such conversation, or another caller’s.'),
}

const bearer = [{ bearer: [] }]
const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } }
const query = (name: string, description: string, schema: object) => ({
  name,
  in: 'query',
  description,
  schema,
})
const seq = { type: 'integer', minimum: 0 }
const window = [
  query('after', 'Only messages with a greater seq.', seq),
  query('before', 'Only messages with a smaller seq.', seq),
  query('last', 'Of these only the newest, so many.', seq),
]

const paths = {
  '/welcome': {
    get: {
      operationId: 'readWelcome',
      summary: 'Read what a client shows before the first message.',
      responses: { '200': ok('The clinic, and questions to begin with.', 'Welcome'), ...always },
    },
  },
  '/conversations': {
    post: {
      operationId: 'openConversation',
      summary: 'Open a conversation; keep its token, which is shown once.',
      requestBody: body('OpenBody', false),
      responses: { '201': ok('Opened.', 'Opened'), ...always },
    },
  },
  '/conversations/{id}': {
    delete: {
      operationId: 'forgetConversation',
      summary: 'Erase everything that is kept of the conversation.',
      parameters: [id],
      security: bearer,
      responses: { '204': ok('Erased.'), ...ofConversation },
    },
  },
  '/conversations/{id}/messages': {
    get: {
      operationId: 'readMessages',
      summary: 'Read the conversation, oldest first.',
      parameters: [id, ...window],
      security: bearer,
      responses: { '200': ok('The messages and their replies.', 'History'), ...ofConversation },
    },
    post: {
      operationId: 'sendMessage',
      summary: 'Send what the patient wrote and get the reply.',
      parameters: [id],
      security: bearer,
      requestBody: body('MessageBody'),
      responses: {
        '200': ok('The reply, already kept.', 'Answered'),
        ...ofConversation,
        '422': problem('The id was used with another text, or the text is too long.'),
      },
    },
  },
  '/conversations/{id}/feedback': {
    post: {
      operationId: 'giveFeedback',
      summary: 'Say whether a reply helped.',
      parameters: [id],
      security: bearer,
      requestBody: body('FeedbackBody'),
      responses: {
        '204': ok('Kept.'),
        ...ofConversation,
        '422': problem('The reason is too long.'),
      },
    },
  },
}

const ofStaff = {
  ...always,
  '401': problem('No well-formed bearer token.'),
  '403': problem('The token is no staff token, or pages of this origin may not call.'),
}
const staffBearer = [{ staff: [] }]

const clinicPaths = {
  '/clinic/handoffs': {
    get: {
      operationId: 'listHandoffs',
      summary: 'Read what patients asked the staff for, oldest first.',
      parameters: [
        query('state', 'Only those in this state.', { enum: ['new', 'done'] }),
        query('after', 'Only those after the one with this id.', { type: 'string' }),
        query('limit', 'At most so many; 20 if absent.', {
          type: 'integer',
          minimum: 1,
          maximum: 100,
        }),
      ],
      security: staffBearer,
      responses: { '200': ok('The requests.', 'HandoffList'), ...ofStaff },
    },
  },
  '/clinic/handoffs/{id}/done': {
    post: {
      operationId: 'finishHandoff',
      summary: 'Mark a request as done; what was not delivered yet is not sent any more.',
      parameters: [id],
      security: staffBearer,
      responses: {
        '200': ok('The request.', 'Handoff'),
        ...ofStaff,
        '404': problem('No such request, or it was erased.'),
      },
    },
  },
}

export const openapi = {
  openapi: '3.1.0',
  info: {
    title: 'Bonewise',
    version: '1',
    description: 'Questions about osteoporosis and osteopenia, answered with sources.',
  },
  servers: [{ url: '/api/v1' }],
  paths: { ...paths, ...clinicPaths },
  components: {
    schemas: componentsOf(),
    securitySchemes: {
      bearer: { type: 'http', scheme: 'bearer' },
      staff: { type: 'http', scheme: 'bearer', description: 'Made by npm run staff-token.' },
    },
  },
} as const
