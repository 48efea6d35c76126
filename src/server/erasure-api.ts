/** How the clinic's staff have everything erased that is kept of a patient. */
import { Router } from 'express'
import type { RequestHandler } from 'express'
import type { z } from 'zod'
import { erasureBody, type ErasureReport } from './erasure-schema.js'
import type { Eraser, PatientContact } from './erase-patient.js'
import { parse } from './parse.js'
import { callOf } from './staff-gate.js'

/** Makes `POST /erasures` under `/api/v1/clinic`, behind the gate of the staff. */
export function erasureRoutes(
  eraser: Eraser,
  onlyMethods: (allow: string) => RequestHandler,
): Router {
  const routes = Router()
  routes.route('/erasures').post(erase(eraser)).all(onlyMethods('POST'))
  return routes
}

function erase(eraser: Eraser): RequestHandler {
  return async (req, res) => {
    const { tell } = callOf(req)
    const contact = contactOf(parse(erasureBody, req.body))
    const { conversationKeys, isNumberErased } = await eraser.erase(contact)
    // Whose it was is not kept: that would be the last trace of a patient who wanted none.
    await tell(conversationKeys)
    res.json({ conversations: conversationKeys.length, isNumberErased } satisfies ErasureReport)
  }
}

function contactOf(body: z.infer<typeof erasureBody>): PatientContact {
  return 'phone' in body
    ? { kind: 'phone', value: body.phone }
    : { kind: 'email', value: body.email }
}
