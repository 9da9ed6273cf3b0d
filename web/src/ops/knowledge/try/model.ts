import type { Part } from '@/protocol/messages'

export interface Evidence {
  dense: number
  support: number
  denseAnswer: number
  denseLead: number
  lexical: number
  coverage: number
  fused: number
  intent: number
  numbers: number
  goods: number
  length: number
}

export interface Candidate {
  entry: string
  question: string
  probability: number
  evidence: Evidence
}

export interface Meant {
  intent: string
  name: string
  probability: number
}

export interface Tried {
  parts: Part[]
  asks: string | null
  policy: string
  reason: string
  decision: string
  entry: string | null
  probability: number | null
  intents: Meant[]
  inScope: number
  candidates: Candidate[]
  thresholds: Record<string, number>
  generation: number
  model: string
}

export interface Pinned {
  id: string
  text: string
  entry: string
  by: string
  at: string
}

export type Feature = keyof Evidence

/** What speaks for a candidate; `signed` lies in [-1, 1], `share` in [0, 1], `count` is a number of something. */
export const FEATURES: { name: Feature; kind: 'signed' | 'share' | 'count' }[] = [
  { name: 'dense', kind: 'signed' },
  { name: 'support', kind: 'signed' },
  { name: 'denseAnswer', kind: 'signed' },
  { name: 'denseLead', kind: 'signed' },
  { name: 'lexical', kind: 'share' },
  { name: 'coverage', kind: 'share' },
  { name: 'fused', kind: 'share' },
  { name: 'intent', kind: 'share' },
  { name: 'numbers', kind: 'share' },
  { name: 'goods', kind: 'signed' },
  { name: 'length', kind: 'count' },
]

/** Where the bar of a value begins and how long it is, in percent of its box; signed ones begin in the middle. */
export function barOf(kind: 'signed' | 'share', value: number): { left: number; width: number } {
  const clamped = Math.min(1, Math.max(kind === 'signed' ? -1 : 0, value))
  if (kind === 'share') return { left: 0, width: clamped * 100 }
  return clamped >= 0 ? { left: 50, width: clamped * 50 } : { left: 50 + clamped * 50, width: -clamped * 50 }
}

/** By how much the likeliest intent leads; null with fewer than two. */
export function marginOf(intents: Meant[]): number | null {
  const [first, second] = intents
  return first && second ? first.probability - second.probability : null
}
