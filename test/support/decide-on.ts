import { decide } from '../../src/dialogue/decide.js'
import type { ChannelName, Decision, Session, Understanding } from '../../src/types.js'
import { aContent, aHeard, aSession } from './content.js'

/** What is decided about something heard, by the made-up content. */
export function decideOn(
  heard: Partial<Understanding>,
  session: Session = aSession(),
  channel: ChannelName = 'web',
): Decision {
  return decide({
    repertoire: aContent(),
    session,
    heard: aHeard(heard),
    channel,
    matters: () => true,
    isChanged: () => true,
  })
}
