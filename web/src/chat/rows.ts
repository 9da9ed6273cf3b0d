import type { Author, Message, Part } from '@/protocol/messages'
import type { Outgoing } from '@/protocol/outbox'

/** Messages of one person within this time stand together. */
const TOGETHER_MS = 120_000

export interface DayRow {
  type: 'day'
  key: string
  at: string
}

/** What the service itself has to say. */
export interface NoteRow {
  type: 'note'
  key: string
  text: string
}

export interface MessageRow {
  type: 'message'
  key: string
  author: Author
  by: string | undefined
  seq: number
  at: string
  parts: readonly Part[]
  outgoing: Outgoing | null
  /** Stands right below one of the same person: no face, no name. */
  follows: boolean
  /** The time below it would be the same as below the next one. */
  showsTime: boolean
  /** Its choices can be tapped. */
  live: boolean
  /** An agent has read it, and it is the last one of which that is so. */
  readHere: boolean
  /** The shopper can say whether it was of use. */
  canThumb: boolean
}

export type Row = DayRow | NoteRow | MessageRow

interface Zone {
  day(at: string): string
  minute(at: string): string
}

/** What stands in the window, from top to bottom. */
export function rowsOf(
  messages: readonly Message[],
  outgoing: readonly Outgoing[],
  readByAgent: number,
  zone: Zone,
): Row[] {
  const rows: Row[] = []
  const newestAnswer = newest(messages, (message) => message.author === 'bot')
  const newestRead = newest(messages, (message) => message.author === 'shopper' && message.seq <= readByAgent)
  let last: MessageRow | null = null
  let day = ''

  const add = (row: Omit<MessageRow, 'type' | 'follows' | 'showsTime'>) => {
    if (zone.day(row.at) !== day) {
      day = zone.day(row.at)
      rows.push({ type: 'day', key: `day-${day}-${row.key}`, at: row.at })
      last = null
    }
    const follows: boolean =
      last !== null &&
      last.author === row.author &&
      last.by === row.by &&
      Date.parse(row.at) - Date.parse(last.at) < TOGETHER_MS
    const keepsState = row.outgoing !== null && row.outgoing.state !== 'sent'
    if (follows && last && !last.readHere && !last.outgoing && !keepsState && zone.minute(last.at) === zone.minute(row.at)) {
      last.showsTime = false
    }
    last = { ...row, type: 'message', follows, showsTime: true }
    rows.push(last)
  }

  const addOutgoing = (item: Outgoing) =>
    add({
      key: item.id,
      author: 'shopper',
      by: undefined,
      seq: 0,
      at: item.at,
      parts: partsOf(item),
      outgoing: item,
      live: false,
      readHere: false,
      canThumb: false,
    })

  // A failed one stays where it was in the talk; what is still to be sent goes below.
  const failed = outgoing.filter((item) => item.state === 'failed')
  let next = 0
  const failedUpTo = (seq: number) => {
    for (let item = failed[next]; item && item.after < seq; item = failed[++next]) addOutgoing(item)
  }

  for (const message of messages) {
    failedUpTo(message.seq)
    if (message.author === 'system' && message.parts.every((part) => part.type === 'text')) {
      rows.push({ type: 'note', key: `m${message.seq}`, text: textOf(message.parts) })
      last = null
      continue
    }
    add({
      key: message.clientMessageId ?? `m${message.seq}`,
      author: message.author,
      by: message.by,
      seq: message.seq,
      at: message.at,
      parts: message.parts,
      outgoing: null,
      live: message.seq === newestAnswer,
      readHere: message.seq === newestRead,
      canThumb: message.author === 'bot' && message.asks === undefined,
    })
  }
  failedUpTo(Infinity)
  for (const item of outgoing) if (item.state !== 'failed') addOutgoing(item)
  return rows
}

export function textOf(parts: readonly Part[]): string {
  return parts
    .map((part) => (part.type === 'text' ? part.text : null))
    .filter((text) => text !== null)
    .join('\n')
}

function partsOf(item: Outgoing): Part[] {
  const text: Part[] = item.text === '' ? [] : [{ type: 'text', text: item.text }]
  return text
}

function newest(messages: readonly Message[], fits: (message: Message) => boolean): number {
  for (let i = messages.length - 1; i >= 0; i--) if (fits(messages[i]!)) return messages[i]!.seq
  return 0
}
