/** What the desk's addresses answer; the shapes of io.xianda.workplace. */
import type { ConversationState } from '@/protocol/messages'

/** `busy` goes on with what is in hand; `away` is on a break, or has let offers pass. */
export type Presence = 'online' | 'busy' | 'away' | 'offline'

export interface Colleague {
  name: string
  shownAs: string
  presence: Presence
  capacity: number
  load: number
  idleSince: string
  /** Skill groups with the level in each. */
  groups: Record<string, number>
}

/** `waiting` in the queue, `offered` to somebody, `served`, `transfer` while somebody else is asked to go on. */
export type CaseState = 'waiting' | 'offered' | 'served' | 'transfer' | 'ended'

export type Mood = 'calm' | 'worried' | 'angry'

/** A conversation in a list. */
export interface Case {
  conversation: string
  shopper: string
  guest: boolean
  channel: string
  state: CaseState
  /** Food safety. */
  urgent: boolean
  group: string
  reason: string
  intent?: string
  mood?: Mood
  queuedAt: string
  waitingSince: string
  agent?: string
  offeredTo?: string
  offerUntil?: string
  transferGroup?: string
  transferAgent?: string
  guests: string[]
  lastSeq: number
  unread: number
  last?: string
  lastAt?: string
  /** When the time to claim ends or goods spoil; not told by every version of the service. */
  runsOutAt?: string
}

export interface Briefing {
  /** Empty when nobody knows. */
  intent: string
  order: string | null
  known: string[]
  mood: Mood
  tried: string[]
  summary: string[]
}

/** A conversation as it stands. */
export interface Standing {
  conversation: string
  shopper: string
  channel: string
  state: ConversationState
  lastSeq: number
  /** Absent when it is in nobody's hands. */
  open?: Case
  /** Of the last transfer. */
  note?: string
  briefing?: Briefing
  outcome?: string
}

/** What colleagues say among themselves. */
export interface Whisper {
  number: number
  /** It was written after this message. */
  afterSeq: number
  /** An account's name. */
  by: string
  at: string
  text: string
}

export interface WaitingRoom {
  lengths: { group: string; length: number; oldest: string }[]
  conversations: Case[]
}

export interface QuickReply {
  id: string
  scope: 'own' | 'group' | 'shop'
  group?: string
  category: string
  title: string
  text: string
  uses: number
  version: number
}

export interface Filled {
  text: string
  /** Words of the gaps that nothing is known for. */
  missing: string[]
}

export interface Suggestion {
  source: 'bot' | 'entry' | 'quick_reply'
  text: string
  probability?: number
  entry?: string
  reply?: string
}

export interface Macro {
  id: string
  name: string
  version: number
}

export interface OrderItem {
  sku: string
  name: string
  spec: string
  count: number
  paid: string
}

export interface Refund {
  id: string
  sku: string
  amount: string
  status: string
  statusName: string
  applied: string
  to: string
  reason?: string
}

export interface Order {
  number: string
  mode: string
  modeName: string
  status: string
  statusName: string
  placed: string
  promised: string
  delivered?: string
  address: string
  rider?: string
  riderPhone?: string
  deliveryNote?: string
  amount: string
  items: OrderItem[]
  refunds: Refund[]
}

export interface Note {
  number: number
  by: string
  at: string
  text: string
}

export interface PastConversation {
  conversation: string
  channel: string
  openedAt: string
  closedAt?: string
  outcome?: string
  category?: string
  agent?: string
}

export interface PastPage {
  conversations: PastConversation[]
  next: string | null
}

/** All that is known about a shopper. */
export interface ShopperCard {
  shopper: string
  guest: boolean
  blocked: boolean
  channels: string[]
  merchant: { away?: string; claims?: number; orders: Order[] }
  notes: Note[]
  tags: string[]
  earlier: PastPage
}

export type MaskedField = 'ADDRESS' | 'RIDER_PHONE' | 'DELIVERY_NOTE'

/** Where words were found in what was said. */
export interface Place {
  conversation: string
  seq: number
  author: string
  at: string
  line: string
}

export type CloseOutcome = 'RESOLVED' | 'UNRESOLVED' | 'TICKET'

export const SKILL_GROUPS = ['logistics', 'aftersale', 'order', 'marketing', 'finance', 'product', 'general'] as const

/** What the CRM knows of a shopper; `none` where there is no CRM. */
export interface InCrm {
  state: 'none' | 'known' | 'unknown' | 'away'
  fields: { label: string; value: string }[]
  link?: { title: string; url: string }
}
