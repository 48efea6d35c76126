import { spanOf, type Reader } from './reading.js'
import { isQuestion } from './yes-no.js'

const PARENT = '(?:mother|mom|mum|mam|mama|father|dad|daddy|parent)s?'
const BROKE_HIP =
  '(?:broke|broken|fractured|breaking|cracked)(?: (?:her|his|their|a|one|both|the|left|right|other))* hips?|(?:a|her|his|had a|has a|have a)? ?(?:broken hip|hip fracture|hip break)|hip (?:broke|fracture)'
const TOLD = new RegExp(`\\bmy (?:\\w+ )?${PARENT}\\b[^.;!?]{0,32}?\\b(?:${BROKE_HIP})\\b`, 'g')
const ONLY_TALK = /\b(?:if|could|can|will|would|might|does|do|afraid|worried|risk|prevent|keep)\b/

/**
 * Reads the risk that a parent's broken hip is to the patient.
 *
 * Only where the patient's own case is told or was asked for: else the talk is about the parent.
 */
export const readFamilyRisk: Reader = ({ text, awaited, isPersonal }) => {
  const isAsked = awaited === 'riskFactor' && !isQuestion(text)
  if (!isAsked && !isPersonal) return []
  return [...text.matchAll(TOLD)]
    .filter(([told]) => !ONLY_TALK.test(told))
    .slice(0, 1)
    .map((match) => ({ slot: 'riskFactor', value: true, about: 'patient', ...spanOf(match) }))
}
