import type { Message } from '@/protocol/messages'
import type { Whisper } from '../records'
import type { Outgoing } from '../threads'
import { dayOf } from '../times'

/** One line of a conversation as it is drawn. */
export type Line =
  | { key: string; kind: 'day'; at: string }
  | { key: string; kind: 'new' }
  | { key: string; kind: 'message'; message: Message; follows: boolean }
  | { key: string; kind: 'whisper'; whisper: Whisper; follows: boolean }
  | { key: string; kind: 'outgoing'; outgoing: Outgoing }

/** Messages of one author within this time stand together under one name. */
const TOGETHER = 3 * 60_000

/**
 * Messages with the whispers between them, days, and what is being sent.
 *
 * @param mine how shoppers see the agent, to know own messages again before their sending is confirmed
 * @param newAfter the place after which the new ones begin, or null
 */
export function timeline(
  messages: Message[],
  whispers: Whisper[],
  outgoing: Outgoing[],
  mine: string,
  newAfter: number | null,
): Line[] {
  const lines: Line[] = []
  let day = ''
  let who = ''
  let since = 0
  let next = 0
  const first = messages[0]?.seq ?? 0

  const onDay = (at: string) => {
    const its = dayOf(at)
    if (its === day) return
    day = its
    who = ''
    lines.push({ key: `d${its}`, kind: 'day', at })
  }
  const follows = (author: string, at: string) => {
    const time = Date.parse(at)
    const together = author === who && time - since < TOGETHER
    who = author
    since = time
    return together
  }
  const whisper = (each: Whisper) => {
    onDay(each.at)
    lines.push({ key: `w${each.number}`, kind: 'whisper', whisper: each, follows: follows(`w:${each.by}`, each.at) })
  }

  // Whispers from before the first message that is loaded come with it.
  while (next < whispers.length && whispers[next]!.afterSeq < first - 1) next++
  for (const message of messages) {
    while (next < whispers.length && whispers[next]!.afterSeq < message.seq) whisper(whispers[next++]!)
    onDay(message.at)
    if (newAfter !== null && message.seq === newAfter + 1) {
      lines.push({ key: 'new', kind: 'new' })
      who = ''
    }
    lines.push({
      key: `m${message.seq}`,
      kind: 'message',
      message,
      follows: follows(`${message.author}:${message.by ?? ''}`, message.at),
    })
  }
  while (next < whispers.length) whisper(whispers[next++]!)
  for (const each of outgoing) {
    if (!isStored(each, messages, mine)) lines.push({ key: `o${each.clientMessageId}`, kind: 'outgoing', outgoing: each })
  }
  return lines
}

/** Whether the line has brought already what is still being confirmed; agents' messages carry no id of the client. */
function isStored(outgoing: Outgoing, messages: Message[], mine: string) {
  if (outgoing.kind === 'whisper' || outgoing.state === 'failed' || !outgoing.text) return false
  for (let i = messages.length - 1; i >= 0 && messages[i]!.seq > outgoing.afterSeq; i--) {
    const { author, by, parts } = messages[i]!
    if (author === 'agent' && by === mine && parts[0]?.type === 'text' && parts[0].text === outgoing.text) return true
  }
  return false
}
