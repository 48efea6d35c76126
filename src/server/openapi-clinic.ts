/** The paths of the API that are for the clinic's staff. */
import { always, body, id, ok, problem, query } from './openapi-parts.js'
import { STAFF_ROUTES } from './staff-routes.js'

const ofStaff = {
  ...always,
  '401': problem('No well-formed bearer token, or one that has expired.'),
  '403': problem(
    'The token is no staff token, or not good for this (`detail` names the scope), or pages of this origin may not call.',
  ),
}
/** Names the scope that the gate asks for. */
function staffFor(operation: string) {
  return STAFF_ROUTES.filter(({ action }) => action === operation).map(({ scope }) => ({
    staff: [scope],
  }))
}

const ofEnrolment = { ...ofStaff, '404': problem('No such enrolment, or it was erased.') }

export const clinicPaths = {
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
      security: staffFor('listHandoffs'),
      responses: { '200': ok('The requests.', 'HandoffList'), ...ofStaff },
    },
  },
  '/clinic/handoffs/{id}/done': {
    post: {
      operationId: 'finishHandoff',
      summary: 'Mark a request as done; what was not delivered yet is not sent any more.',
      parameters: [id],
      security: staffFor('finishHandoff'),
      responses: {
        '200': ok('The request.', 'Handoff'),
        ...ofStaff,
        '404': problem('No such request, or it was erased.'),
      },
    },
  },
  '/clinic/enrolments': {
    get: {
      operationId: 'listEnrolments',
      summary:
        'Read who is in which programme; of one number in the order of their enrolment, numbers in no order.',
      parameters: [
        query('programme', 'Only those of this programme.', { type: 'string' }),
        query('after', 'Only those after the one with this id.', { type: 'string' }),
        query('limit', 'At most so many; 20 if absent.', {
          type: 'integer',
          minimum: 1,
          maximum: 100,
        }),
      ],
      security: staffFor('listEnrolments'),
      responses: { '200': ok('The enrolments.', 'EnrolmentList'), ...ofStaff },
    },
    post: {
      operationId: 'enrol',
      summary: 'Enrol a patient who has agreed; what they agreed to is kept.',
      security: staffFor('enrol'),
      requestBody: body('EnrolBody'),
      responses: {
        '201': ok('The enrolment.', 'Enrolment'),
        ...ofStaff,
        '409': problem('The number has opted out, or is in that programme already.'),
      },
    },
  },
  '/clinic/enrolments/import': {
    post: {
      operationId: 'importEnrolments',
      summary: 'Enrol the patients of a table; each line stands for itself.',
      security: staffFor('importEnrolments'),
      requestBody: {
        required: true,
        content: { 'text/csv': { schema: { type: 'string' } } },
      },
      responses: { '200': ok('What became of each line.', 'ImportReport'), ...ofStaff },
    },
  },
  '/clinic/enrolments/{id}': {
    get: {
      operationId: 'readEnrolment',
      summary: 'Read one enrolment, each step with what is to become of it.',
      parameters: [id],
      security: staffFor('readEnrolment'),
      responses: { '200': ok('The enrolment.', 'Enrolment'), ...ofEnrolment },
    },
    patch: {
      operationId: 'changeEnrolment',
      summary: 'Move a date, pause, go on, or change the hour, the zone or the scope of consent.',
      parameters: [id],
      security: staffFor('changeEnrolment'),
      requestBody: body('EnrolmentPatch'),
      responses: { '200': ok('The enrolment.', 'Enrolment'), ...ofEnrolment },
    },
    delete: {
      operationId: 'endEnrolment',
      summary: 'End it; nothing of it is sent any more.',
      parameters: [id],
      security: staffFor('endEnrolment'),
      responses: { '204': ok('Ended.'), ...ofEnrolment },
    },
  },
  '/clinic/erasures': {
    post: {
      operationId: 'erasePatient',
      summary:
        'Erase every conversation, request and programme of a patient; the mark of an opt-out stays, as a keyed hash.',
      security: staffFor('erasePatient'),
      requestBody: body('ErasureBody'),
      responses: { '200': ok('What was erased.', 'ErasureReport'), ...ofStaff },
    },
  },
  '/clinic/revocations': {
    post: {
      operationId: 'recordRevocation',
      summary:
        'Record that a patient has told the staff to stop; nothing more is sent to the number.',
      security: staffFor('recordRevocation'),
      requestBody: body('RevocationBody'),
      responses: { '204': ok('Recorded.'), ...ofStaff },
    },
  },
}
