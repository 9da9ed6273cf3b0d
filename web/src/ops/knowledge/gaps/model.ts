export type GapState = 'open' | 'accepted' | 'dismissed'
export type Why = 'unanswered' | 'clarified_in_vain' | 'handed_over' | 'thumbs_down'
export const WHYS: Why[] = ['unanswered', 'clarified_in_vain', 'handed_over', 'thumbs_down']

export type Standing =
  | { state: 'open' }
  | {
      state: 'accepted'
      as: { as: 'similar_question' | 'new_entry'; entry: string }
      at: string
      gain: { missedBefore: number; missedAfter: number } | null
    }
  | { state: 'dismissed'; reason: string; at: string }

export type Suggestion = { do: 'similar_question'; entry: string; probability: number } | { do: 'new_entry' }

export interface Gap {
  id: string
  lock: number
  standing: Standing
  /** Its most central message, masked. */
  name: string
  examples: string[]
  messages: number
  conversations: number
  byWhy: Partial<Record<Why, number>>
  trend: { thisWeek: number; lastWeek: number }
  suggestion: Suggestion
  expectedGain: number
  share: number
  firstSeen: string
  lastSeen: string
}

/** The kinds of a gap with how often, the most frequent first. */
export function kindsOf(gap: Gap): { why: Why; count: number }[] {
  return WHYS.map((why) => ({ why, count: gap.byWhy[why] ?? 0 }))
    .filter((kind) => kind.count > 0)
    .sort((a, b) => b.count - a.count)
}
