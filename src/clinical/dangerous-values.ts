import type { Facts } from '../content/facts-schema.js'
import type { RedFlag, SlotName, Slots } from '../types.js'
import { denosumabTiming } from './denosumab-timing.js'
import { classOfVitaminDLevel } from './vitamin-d-level.js'

/**
 * Danger signs that follow from a value told in this turn, such as a bare "8 months" after the
 * question about the last shot: no phrase of the message names the danger. A pain in the chest is
 * worth a check question, whatever the rest of the talk is about.
 *
 * @source vitd_tox_2018 for the vitamin D level, tsourdi_2021 for the late shot, aha_911 for the chest (rules R3, R7)
 */
export function dangerousValues(
  slots: Slots,
  toldNow: readonly SlotName[],
  facts: Facts,
): readonly RedFlag[] {
  return toldNow.flatMap((slot) => {
    if (slot === 'vitaminDLevel') return ofVitaminD(slots, facts)
    if (slot === 'painRegion') return ofPain(slots)
    return slot === 'monthsSinceDose' ? ofDenosumab(slots, facts) : []
  })
}

function ofPain({ painRegion }: Slots): readonly RedFlag[] {
  return painRegion === 'chest'
    ? [{ id: 'chest_stroke_pe', urgency: 'emergency', certainty: 'possible' }]
    : []
}

function ofVitaminD({ vitaminDLevel }: Slots, facts: Facts): readonly RedFlag[] {
  const isToxic =
    vitaminDLevel !== undefined &&
    classOfVitaminDLevel(vitaminDLevel, facts.vitaminDLevel) === 'toxic'
  return isToxic ? [{ id: 'overdose', urgency: 'same_day', certainty: 'certain' }] : []
}

function ofDenosumab({ monthsSinceDose, medicine }: Slots, facts: Facts): readonly RedFlag[] {
  if (monthsSinceDose === undefined || (medicine ?? 'denosumab') !== 'denosumab') return []
  const timing = denosumabTiming(monthsSinceDose, facts.denosumab)
  if (timing === 'overdue') {
    return [
      { id: 'denosumab_late', variant: 'seven_months', urgency: 'same_day', certainty: 'certain' },
    ]
  }
  return timing === 'late' ? [{ id: 'denosumab_late', urgency: 'soon', certainty: 'certain' }] : []
}
