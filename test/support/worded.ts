import { profileOf } from '../../src/clinical/profile.js'
import type { Content } from '../../src/content/content.js'
import { composeReply } from '../../src/reply/compose.js'
import type { Filling } from '../../src/reply/fill.js'
import { clinicValues } from '../../src/reply/values.js'
import type { ChannelName, Clinic, Decision, Reply, Session, Slots } from '../../src/types.js'
import { aClinic, aContent, aSession } from './content.js'

/** What texts are filled from, for a patient who told these facts. */
export function aFilling(facts: Slots = {}, content: Content = aContent()): Filling {
  return {
    content,
    profile: profileOf(facts, content.facts),
    clinic: clinicValues(aClinic, content.system),
  }
}

/** The words of a decision, by the made-up content unless another is given. */
export function worded(
  decision: Decision,
  occasion: {
    readonly facts?: Slots
    readonly session?: Session
    readonly channel?: ChannelName
    readonly clinic?: Clinic
    readonly content?: Content
  } = {},
): Reply {
  const { facts = {}, channel = 'web', clinic = aClinic, content = aContent() } = occasion
  return composeReply(content, decision, {
    session: occasion.session ?? aSession(facts),
    channel,
    clinic,
  })
}
