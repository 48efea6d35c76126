/** The OpenAPI 3.1 description of the API, made from the schemas that check it. */
import { clinicPaths } from './openapi-clinic.js'
import {
  always,
  bearer,
  body,
  componentsOf,
  id,
  ofConversation,
  ok,
  problem,
  window,
} from './openapi-parts.js'

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
      staff: {
        type: 'http',
        scheme: 'bearer',
        description: 'Made by npm run staff-token, for some of the scopes that it names.',
      },
    },
  },
} as const
