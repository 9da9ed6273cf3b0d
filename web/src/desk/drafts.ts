import type { Outgoing } from './threads'

/** What somebody began to write, and what could not be sent, kept on this device until it is. */
const PREFIX = 'xianda.desk.draft.'
const OUTBOX = 'xianda.desk.outbox.'

export interface Draft {
  text: string
  whisper: boolean
}

const EMPTY: Draft = { text: '', whisper: false }

function read<T>(key: string, otherwise: T): T {
  try {
    return (JSON.parse(localStorage.getItem(key) ?? 'null') as T | null) ?? otherwise
  } catch {
    return otherwise // private mode, or something that is no draft
  }
}

function write(key: string, value: unknown, empty: boolean) {
  try {
    if (empty) localStorage.removeItem(key)
    else localStorage.setItem(key, JSON.stringify(value))
  } catch {
    // Private mode or no room: it holds until the page is closed.
  }
}

export function keptDraft(agent: string, conversation: string): Draft {
  return { ...EMPTY, ...read<Partial<Draft>>(`${PREFIX}${agent}.${conversation}`, {}) }
}

export function keepDraft(agent: string, conversation: string, draft: Draft) {
  write(`${PREFIX}${agent}.${conversation}`, draft, draft.text === '')
}

/** What was under way when the page closed counts as failed: nobody knows, and sending it again does no harm. */
export function keptOutbox(agent: string, conversation: string): Outgoing[] {
  return read<Outgoing[]>(`${OUTBOX}${agent}.${conversation}`, []).map((each) => ({ ...each, state: 'failed' }))
}

export function keepOutbox(agent: string, conversation: string, outgoing: Outgoing[]) {
  write(`${OUTBOX}${agent}.${conversation}`, outgoing, outgoing.length === 0)
}
