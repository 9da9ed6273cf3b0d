import type { Content } from '../shared/model'

/** What somebody has written and not saved, kept in this browser. */
export interface Kept {
  /** The lock number that it was written over. */
  lock: number
  base: Content
  content: Content
  at: string
}

const key = (who: string, item: string) => `xianda.ops.entry.${who}.${item}`

export function keep(who: string, item: string, kept: Kept) {
  try {
    localStorage.setItem(key(who, item), JSON.stringify(kept))
  } catch {
    // Private mode or no room: leaving the page is warned about all the same.
  }
}

export function keptOf(who: string, item: string): Kept | null {
  try {
    return JSON.parse(localStorage.getItem(key(who, item)) ?? 'null') as Kept | null
  } catch {
    return null
  }
}

export function forget(who: string, item: string) {
  try {
    localStorage.removeItem(key(who, item))
  } catch {
    // Private mode: there is nothing to forget.
  }
}
