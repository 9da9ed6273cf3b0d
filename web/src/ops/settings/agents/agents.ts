export type Presence = 'online' | 'busy' | 'away' | 'offline'

export interface Colleague {
  name: string
  shownAs: string
  presence: Presence
  capacity: number
  load: number
  idleSince: string | null
  /** Level by group: 1 the lowest, 3 the highest. */
  groups: Record<string, number>
}

export const LEVELS = [1, 2, 3] as const
export const MOST_AT_ONCE = 50
