/** Golden transcripts: `user>` lines are played, and what the bot decides and says is recorded below each. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { textsOf } from '../channels/sms-text.js'
import type { ReadyContent } from '../turn.js'
import type { ChannelName, Clinic, Decision, Reply, Turn } from '../types.js'
import { beginConversation, isBeginning, pauseOf, settingOf, utteranceOf } from './conversation.js'

/** Whose bot the transcripts show: the words must not depend on where they are recorded. */
export const transcriptClinic: Clinic = {
  name: 'Riverside Bone Clinic',
  phone: '555-010-0199',
  hours: 'Mon-Fri 8-5',
  timeZone: 'America/New_York',
  emergencyNumber: '911',
  retentionDays: 90,
}

/** Every transcript under a folder, by its path. */
export function transcriptsIn(folder: string): readonly string[] {
  return readdirSync(folder)
    .sort()
    .map((name) => join(folder, name))
    .flatMap((path) => (statSync(path).isDirectory() ? transcriptsIn(path) : [path]))
    .filter((path) => path.endsWith('.txt'))
}

/**
 * Plays a transcript and returns it as it reads today. A `#` line says what is shown and begins a
 * new conversation; `(1 hour later)` lets time pass; `channel:`, `now:` and `requests:` hold for the file; what
 * the bot said before is replaced.
 */
export function play(content: ReadyContent, file: string): string {
  const lines = readFileSync(file, 'utf8').split('\n')
  const setting = settingOf(lines)
  let say = beginConversation(content, setting)
  let pauseMs = 0
  const played = lines
    .filter((line) => !isRecorded(line))
    .map((line) => {
      if (isBeginning(line)) say = beginConversation(content, setting)
      pauseMs += pauseOf(line)
      const utterance = utteranceOf(line)
      if (utterance === undefined) return line
      const turn = say(utterance, pauseMs)
      pauseMs = 0
      return [line, ...recorded(turn, setting.channel)].join('\n')
    })
  return `${played
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`
}

function isRecorded(line: string): boolean {
  return /^( {2}\(|bot> | {5}|you told> |notice> |chips> )/.test(line)
}

function recorded({ decision, reply }: Turn, channel: ChannelName): readonly string[] {
  const said = channel === 'sms' ? smsLines(reply) : webLines(reply)
  const sources = reply.citations.length === 0 ? '' : ` [${reply.citations.join(' ')}]`
  return [
    `  (${nameOf(decision)} → ${reply.responseId}${channel === 'sms' ? '' : sources})`,
    ...said.map((paragraph, index) => (index === 0 ? `bot> ${paragraph}` : `     ${paragraph}`)),
    ...(reply.because.length === 0
      ? []
      : [`you told> ${reply.because.map(({ label }) => label).join(' · ')}`]),
    ...(reply.suggestions.length === 0
      ? []
      : [`chips> ${reply.suggestions.map(({ text }) => text).join(' | ')}`]),
  ]
}

function withoutNotice(reply: Reply): Reply {
  const { disclaimer, ...rest } = reply
  return disclaimer === undefined ? reply : rest
}

/** The texts that go out, without what stands below them: the link and the first words differ by clinic. */
function smsLines(reply: Reply): readonly string[] {
  return textsOf(withoutNotice(reply), {}).map((text) => text.replaceAll('\n', '\n     '))
}

function webLines({ paragraphs, table, picture, card }: Reply): readonly string[] {
  return [
    ...paragraphs,
    ...(table === undefined ? [] : [table.caption, ...table.rows.map((row) => row.join(' | '))]),
    ...(picture === undefined ? [] : [`picture: ${picture.alt}`]),
    ...(card === undefined ? [] : [`card: ${card.facts.map(({ label }) => label).join(' · ')}`]),
    ...(card?.questions.map((question) => `  [ ] ${question}`) ?? []),
  ]
}

/** A decision in a few words, such as `answer heavy_lifting_safe`. */
export function nameOf(decision: Decision): string {
  switch (decision.kind) {
    case 'escalate':
      return `escalate ${decision.flags.map(({ id }) => id).join(' ')}`
    case 'answer':
      return `answer ${decision.intents.join(' ')}`
    case 'ask':
      return `ask ${decision.slot}`
    case 'clarify':
      return `clarify ${decision.candidates.join(' ')}`
    case 'act':
      return `act ${decision.act}`
    case 'handoff':
      return `handoff ${decision.ask?.step ?? decision.end?.kind ?? decision.reason}`
    case 'fallback':
      return `fallback ${decision.reason}`
  }
}
