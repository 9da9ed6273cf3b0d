import type { Message } from '@/protocol/messages'

/** Both lists as one, in the order of their places, each place once. */
export function merged(known: Message[], more: Message[]): Message[] {
  const last = known.at(-1)?.seq ?? 0
  if (more.length === 1 && more[0]!.seq > last) return [...known, more[0]!]
  const all = new Map(known.map((message) => [message.seq, message]))
  for (const message of more) all.set(message.seq, message)
  return [...all.values()].sort((one, other) => one.seq - other.seq)
}

/** The last place before the first gap, null where there is none. */
export function missingAfter(messages: Message[]): number | null {
  for (let i = 1; i < messages.length; i++) {
    if (messages[i]!.seq !== messages[i - 1]!.seq + 1) return messages[i - 1]!.seq
  }
  return null
}
