import type { Language } from '@/language'

/** The shop's clock: the one that order cards are written in. */
const ZONE = 'Asia/Shanghai'

const formats = new Map<string, Intl.DateTimeFormat>()

function format(language: string, name: string, options: Intl.DateTimeFormatOptions) {
  const key = `${language} ${name}`
  let found = formats.get(key)
  if (!found) formats.set(key, (found = new Intl.DateTimeFormat(language, { timeZone: ZONE, ...options })))
  return found
}

function date(at: string): Date {
  const read = new Date(at)
  return Number.isNaN(read.getTime()) ? new Date() : read
}

/** 2026-11-23, in the shop. */
export function dayOf(at: string): string {
  return format('sv-SE', 'day', { year: 'numeric', month: '2-digit', day: '2-digit' }).format(date(at))
}

/** 09:05, in the shop. */
export function clock(at: string): string {
  return format('sv-SE', 'clock', { hour: '2-digit', minute: '2-digit' }).format(date(at))
}

/** How a day is called from today: a word for today and yesterday, else its name. */
export function dayName(at: string, language: Language, words: { today: string; yesterday: string }, now = new Date()): string {
  const day = dayOf(at)
  if (day === dayOf(now.toISOString())) return words.today
  if (day === dayOf(new Date(now.getTime() - 86_400_000).toISOString())) return words.yesterday
  const sameYear = day.slice(0, 4) === dayOf(now.toISOString()).slice(0, 4)
  return format(language, sameYear ? 'day-name' : 'day-year', {
    ...(sameYear ? { weekday: 'short' } : { year: 'numeric' }),
    month: 'long',
    day: 'numeric',
  }).format(date(at))
}

/** 11月23日 09:05. */
export function dayAndClock(at: string, language: Language): string {
  return format(language, 'both', { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    date(at),
  )
}

export function money(amount: number | string, language: Language): string {
  return new Intl.NumberFormat(language, { style: 'currency', currency: 'CNY', currencyDisplay: 'narrowSymbol' }).format(
    Number(amount),
  )
}
