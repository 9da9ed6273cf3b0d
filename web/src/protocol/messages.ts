/** The messages of docs/api.md and docs/websocket.md. */

export type Author = 'shopper' | 'bot' | 'agent' | 'system'

/** `bot` answers, `queued` waits for a person, `served` by a person, `closed` is over. */
export type ConversationState = 'bot' | 'queued' | 'served' | 'closed'

export type Part =
  | { type: 'text'; text: string }
  | { type: 'choices'; options: Choice[] }
  | { type: 'link'; title: string; page: string }
  | { type: 'order'; number: string; summary: string; status: string; placed: string; amount: string }
  | { type: 'image'; name: string }

/** A tap says `value`. */
export interface Choice {
  label: string
  value: string
}

export interface Message {
  /** Place in the conversation: 1, 2, 3 … without a gap. */
  seq: number
  author: Author
  /** ISO-8601 with offset. */
  at: string
  parts: Part[]
  /** Of the shopper's own messages. */
  clientMessageId?: string
  /** What the bot waits for. */
  asks?: 'order' | 'item' | 'choice' | 'signin' | 'photo' | (string & {})
  /** Which agent wrote it, as shoppers see her or him. */
  by?: string
}
