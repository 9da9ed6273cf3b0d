import { useStaff } from '@/staff/session'

/** The shapes of `GET /ops/reports/…` and `GET /ops/evaluations`, as docs/api.md has them. */

export interface Moments {
  from: string
  until: string
}

/** So many of so many, with its 95 % interval; `rate`, `low` and `high` are null of nothing. */
export interface Share {
  part: number
  of: number
  rate: number | null
  low: number | null
  high: number | null
}

export interface Funnel {
  asked: number
  answered: number
  clarified: number
  handedOver: number
  ticket: number
}

/** Milliseconds. */
export interface Quantiles {
  count: number
  p50: number
  p95: number
}

/** Seconds. */
export interface Seconds {
  count: number
  median: number
  p90: number
}

export interface Sums {
  funnel: Funnel
  turns: number
  resolution: Share
  toldWrong: { share: Share; thumbsDown: number; cameBack: number; decidedOtherwise: number }
  bot: { thinking: Quantiles | null; replying: Quantiles | null }
  people: { waiting: Seconds | null; firstReply: Seconds | null; handling: Seconds | null }
  satisfaction: { ratings: number; mean: number | null; satisfied: number | null; stars: Record<string, number> }
  thumbsUp: number
  thumbsDown: number
}

export interface Day {
  day: string
  asked: number
  settled: number
  handedOver: number
  ticket: number
}

/** Monday is 1. */
export interface Hour {
  weekday: number
  hour: number
  asked: number
}

export interface Overview {
  span: Moments
  before: Moments
  zone: string
  channel: string | null
  current: Sums
  previous: Sums
  days: Day[]
  hours: Hour[]
  channels: { channel: string; asked: number; before: number }[]
  saved: { settled: number; minutes: number; measured: boolean; hourly: number; yuan: number }
}

export type Change = 'rising' | 'falling' | 'steady' | 'unknown'

export interface Topic {
  id: string
  name: string
  asked: number
  before: number
  change: Change
  p: number | null
  q: number | null
  examples: string[]
}

export interface Topics {
  asked: number
  askedBefore: number
  intents: Topic[]
  entries: Topic[]
}

export interface GoodsRow {
  name: string
  share: Share
  p: number | null
  q: number | null
  unusual: boolean
}

export interface Goods {
  all: Share
  products: GoodsRow[]
  areas: GoodsRow[]
  complete: boolean
}

/** What the pages ask for: days of the shop's zone, both part of the span. */
export interface Wanted {
  from: string
  until: string
  channel: string
}

export interface Evaluation {
  commit: string
  date: string
  model: string
  knowledgeBase: string
  data: string
  metrics: Record<string, number>
}

/** Counting a year takes the service longer than most. */
const PATIENCE = 40_000

/** The ways to the reports. */
export function useReports() {
  const staff = useStaff()
  const query = (wanted: Wanted) =>
    new URLSearchParams({
      from: wanted.from,
      until: wanted.until,
      ...(wanted.channel ? { channel: wanted.channel } : {}),
    }).toString()
  const read = <T>(report: string, wanted: Wanted, signal: AbortSignal) =>
    staff.call<T>('GET', `/ops/reports/${report}?${query(wanted)}`, { timeout: PATIENCE, signal })
  return {
    overview: (wanted: Wanted, signal: AbortSignal) => read<Overview>('overview', wanted, signal),
    topics: (wanted: Wanted, signal: AbortSignal) => read<Topics>('topics', wanted, signal),
    goods: (wanted: Wanted, signal: AbortSignal) => read<Goods>('goods', { ...wanted, channel: '' }, signal),
    workbook: (wanted: Wanted) =>
      staff.call<Blob>('GET', `/ops/reports/export?${query(wanted)}`, { as: 'blob', timeout: PATIENCE * 2 }),
    evaluations: (signal: AbortSignal) =>
      staff.call<{ runs: Evaluation[]; broken: number }>('GET', '/ops/evaluations', { signal }),
  }
}
