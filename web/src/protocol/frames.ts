import type { ConversationState, Message } from './messages'

/** Frames of the service, as in docs/websocket.md. */
export type ServerFrame = { conversation?: string } & (
  | { type: 'welcome'; id: string; seq: number; state: ConversationState }
  | { type: 'message'; seq: number; message: Message }
  | { type: 'ack'; id: string; seq: number }
  | { type: 'typing'; by?: 'bot' | 'agent' | 'shopper'; on: boolean }
  | { type: 'state'; state: ConversationState }
  | ({ type: 'queue' } & Place)
  | { type: 'read'; by: 'shopper' | 'agent'; seq: number }
  | { type: 'rate'; reasons: Reason[] }
  | { type: 'error'; id?: string; error: ProblemBody }
  | { type: 'pong'; id: string }
)

export type ClientFrame =
  | { type: 'hello'; id: string; token: string; conversation: string; after: number }
  | { type: 'say'; id: string; text: string; photos?: string[] }
  | { type: 'typing'; on: boolean }
  | { type: 'ping'; id: string }

/** RFC 9457. */
export interface ProblemBody {
  type?: string
  title?: string
  detail?: string
  status?: number
}

/** Where a conversation stands that waits for a person. */
export interface Place {
  /** 1 is the next. */
  position: number
  /** Missing where nobody can tell. */
  waitSeconds?: number | null
  /** Somebody is being asked to take it. */
  offered: boolean
}

/** A reason that can be given with stars. */
export interface Reason {
  word: string
  label: string
}

export interface Shopper {
  id: string
  name: string
  guest: boolean
}

export interface Session {
  token: string
  expiresAt: string
  shopper: Shopper
  conversation: string
  state: ConversationState
  shop: string
}

/** A picture that the service keeps; the link is good until then. */
export interface KeptPhoto {
  name: string
  url: string
  expiresAt: string
}
