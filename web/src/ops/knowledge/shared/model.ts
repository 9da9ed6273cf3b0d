/** What the service tells about knowledge; docs/api.md#operators. */

export type LifeState = 'draft' | 'in_review' | 'published' | 'archived' | 'discarded'
export const LIFE_STATES: LifeState[] = ['draft', 'in_review', 'published', 'archived', 'discarded']

export type ActionKind =
  | 'adopt'
  | 'create'
  | 'edit'
  | 'submit'
  | 'withdraw'
  | 'reject'
  | 'approve'
  | 'publish_directly'
  | 'archive'
  | 'restore'
  | 'discard'

export interface Content {
  question: string
  similar: string[]
  answer: string
  page: string | null
  image: string | null
  choices: string[]
  intent: string
  tags: string[]
  channels: string[]
  cities: string[]
  from: string | null
  until: string | null
  owner: string
}

export interface Item {
  id: string
  /** Counted up by every change; a change names the number that was seen. */
  lock: number
  state: LifeState
  publication: 'never' | 'told' | 'withdrawn'
  workingVersion: number
  lastVersion: number
  publishedVersion: number | null
  submittedBy: string | null
  createdAt: string
  changedAt: string
  told: boolean
}

export interface VersionHead {
  item: string
  number: number
  author: string
  at: string
  note: string
}

export interface Version {
  head: VersionHead
  content: Content
}

export interface SeenItem {
  item: Item
  working: Version
  /** What shoppers are told, where it is something else than the working version. */
  told: Version | null
  allowed: ActionKind[]
}

export interface ChangedItem {
  item: Item
  repeated: boolean
}

export interface ListedItem {
  item: Item
  question: string
  intent: string
  tags: string[]
  owner: string
  from: string | null
  until: string | null
  similar: number
}

export interface Finding {
  code: string
  severity: 'blocks' | 'warns'
  field: string
  text: string
  related: string | null
  probability: number | null
}

export interface Checked {
  publishable: boolean
  findings: Finding[]
}

export interface Piece {
  kind: 'kept' | 'removed' | 'added'
  text: string
}

export type Difference =
  | { kind: 'text'; field: string; pieces: Piece[] }
  | { kind: 'texts'; field: string; removed: string[]; added: string[] }
  | { kind: 'value'; field: string; before: string | null; after: string | null }

export interface AuditEntry {
  seq: number
  at: string
  actor: string
  action: ActionKind
  before: Item | null
  after: Item
  note: string
  acknowledged: string[]
}

export interface Said {
  decision: string
  entry: string | null
}

export interface ReplayCase {
  text: string
  source: 'similar' | 'pinned' | 'asked'
  right: string | null
  change: 'won' | 'lost' | 'changed'
  before: Said
  after: Said
}

export interface Replay {
  id: string
  at: string
  by: string
  generation: number
  /** The versions that were put in place, by entry. */
  items: Record<string, number>
  result: { replayed: number; right: number; won: number; lost: number; changed: number; cases: ReplayCase[] }
}
