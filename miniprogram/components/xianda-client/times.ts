/**
 * The shop's clock. Mini-programs on Android have no Intl, and some phones read no fractions of seconds, so that both
 * are done by hand; the shop's zone has had no summer time for decades.
 */
const SHOP_MS = 8 * 3_600_000
const DAY_MS = 86_400_000
const WEEKDAYS = '日一二三四五六'
const ISO = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d))?(?:\.(\d+))?(Z|([+-])(\d\d):?(\d\d))$/

export interface DayWords {
  today: string
  yesterday: string
}

/** Milliseconds since 1970; now where it cannot be read. */
export function millis(at: string): number {
  const found = ISO.exec(at)
  if (!found) return Date.now()
  const n = (i: number) => Number(found[i] ?? 0)
  const offset = (n(10) * 60 + n(11)) * 60_000 * (found[9] === '-' ? -1 : 1)
  const fraction = Number(`0.${found[7] ?? '0'}`)
  return Date.UTC(n(1), n(2) - 1, n(3), n(4), n(5), n(6)) + Math.floor(fraction * 1000) - offset
}

function inShop(ms: number): Date {
  return new Date(ms + SHOP_MS)
}

const two = (n: number) => (n < 10 ? `0${n}` : String(n))

/** 2026-11-23. */
export function dayOf(at: string): string {
  return day(millis(at))
}

function day(ms: number): string {
  const then = inShop(ms)
  return `${then.getUTCFullYear()}-${two(then.getUTCMonth() + 1)}-${two(then.getUTCDate())}`
}

/** 09:05. */
export function clock(at: string): string {
  const then = inShop(millis(at))
  return `${two(then.getUTCHours())}:${two(then.getUTCMinutes())}`
}

/** 今天, 昨天, 11月23日 周一, 2025年11月23日. */
export function dayName(at: string, words: DayWords, now = Date.now()): string {
  const ms = millis(at)
  if (day(ms) === day(now)) return words.today
  if (day(ms) === day(now - DAY_MS)) return words.yesterday
  const then = inShop(ms)
  const date = `${then.getUTCMonth() + 1}月${then.getUTCDate()}日`
  const year = then.getUTCFullYear()
  return year === inShop(now).getUTCFullYear() ? `${date} 周${WEEKDAYS.charAt(then.getUTCDay())}` : `${year}年${date}`
}
