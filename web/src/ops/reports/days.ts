/** The spans of days that can be chosen, counted in the shop's zone wherever the reader is. */

export const ZONE = 'Asia/Shanghai'
export const LONGEST = 366

export type Preset = 'today' | 'week' | 'month'

const LENGTH: Record<Preset, number> = { today: 1, week: 7, month: 30 }
const DAY = 86_400_000

const inZone = new Intl.DateTimeFormat('en-CA', { timeZone: ZONE, year: 'numeric', month: '2-digit', day: '2-digit' })

/** The day of a moment, such as 2026-11-23. */
export const dayOf = (moment: Date) => inZone.format(moment)

export function moved(day: string, by: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + by * DAY).toISOString().slice(0, 10)
}

/** How many days a span has, both ends being part of it. */
export function length(from: string, until: string): number {
  return Math.round((Date.parse(`${until}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY) + 1
}

export function preset(which: Preset, now: Date): { from: string; until: string } {
  const until = dayOf(now)
  return { from: moved(until, 1 - LENGTH[which]), until }
}

/** Which preset a span is; null for one of one's own choice. */
export function presetOf(from: string, until: string, now: Date): Preset | null {
  const found = (Object.keys(LENGTH) as Preset[]).find((which) => {
    const span = preset(which, now)
    return span.from === from && span.until === until
  })
  return found ?? null
}

const DAY_SHAPE = /^\d{4}-\d{2}-\d{2}$/

/** What is wrong with a span, or null. */
export function wrongSpan(from: string, until: string, now: Date): 'missing' | 'order' | 'long' | 'future' | null {
  if (!DAY_SHAPE.test(from) || !DAY_SHAPE.test(until)) return 'missing'
  if (from > until) return 'order'
  if (length(from, until) > LONGEST) return 'long'
  return from > dayOf(now) ? 'future' : null
}
