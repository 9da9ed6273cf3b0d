import type { Store } from './transport'

const KEY = 'xianda.outbox'

/** `uploading` and `waiting` are still to be sent; `sent` is stored and its echo on the way. */
export type SendState = 'uploading' | 'waiting' | 'sending' | 'sent' | 'failed'

/** Why it was not sent; `refused` and `photo` bring words of their own. */
export interface Failure {
  kind: 'no-answer' | 'too-big' | 'photo-lost' | 'photo' | 'refused' | 'over'
  text: string
}

export interface Picture {
  /** Whatever the platform holds it in; gone after a reload. */
  source: unknown
  /** Once it is uploaded. */
  name: string | null
  /** From 0 to 1. */
  progress: number
}

/** What the shopper said and the service has not shown yet. */
export interface Outgoing {
  /** The `clientMessageId`: however often it is sent, it is stored once. */
  id: string
  text: string
  at: string
  pictures: Picture[]
  state: SendState
  failure: Failure | null
  tries: number
  /** A failed one stays behind the message with this seq; later ones go below. */
  after: number
}

interface Kept {
  conversation: string | null
  items: (Pick<Outgoing, 'id' | 'text' | 'at' | 'state' | 'failure' | 'after'> & { photos: string[]; lost?: boolean })[]
}

/**
 * What waits to be sent, in its order. It is kept per window, so that two windows do not overwrite each other's; the
 * ids make a second sending harmless.
 */
export class Outbox {
  items: Outgoing[] = []

  constructor(private readonly store: Store) {}

  find(id: string | undefined): Outgoing | undefined {
    return id === undefined ? undefined : this.items.find((item) => item.id === id)
  }

  has(item: Outgoing) {
    return this.items.includes(item)
  }

  /** The first that may not be overtaken: the order of what is said holds, pictures included. */
  next(): Outgoing | undefined {
    return this.items.find((item) => item.state !== 'failed' && item.state !== 'sent')
  }

  toEnd(item: Outgoing) {
    this.items = [...this.items.filter((other) => other !== item), item]
  }

  remove(item: Outgoing) {
    this.items = this.items.filter((other) => other !== item)
  }

  save(conversation: string | null) {
    if (this.items.length === 0) return this.store.remove(KEY)
    const kept: Kept = {
      conversation,
      items: this.items.map(({ id, text, at, state, failure, after, pictures }) => ({
        id,
        text,
        at,
        state,
        failure,
        after,
        photos: pictures.map((picture) => picture.name).filter((name) => name !== null),
        lost: pictures.some((picture) => picture.name === null),
      })),
    }
    this.store.write(KEY, kept)
  }

  /** Reads back what was to be sent in this conversation before the page was loaded again. */
  restore(conversation: string) {
    const kept = this.store.read(KEY) as Kept | null
    if (!kept || kept.conversation !== conversation || !Array.isArray(kept.items)) return
    this.items = kept.items.map((item) => {
      const failed = item.state === 'failed' || item.lost === true
      return {
        id: item.id,
        text: item.text,
        at: item.at,
        pictures: (item.photos ?? []).map((name) => ({ source: null, name, progress: 1 })),
        state: failed ? 'failed' : 'waiting',
        // A picture that was not uploaded yet is gone with the page that held it.
        failure: item.lost ? { kind: 'photo-lost', text: '' } : failed ? item.failure : null,
        tries: 0,
        after: item.after ?? 0,
      }
    })
  }
}
