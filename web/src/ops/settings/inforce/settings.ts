/** What `GET /ops/settings` tells, and how it is read. */

export type SettingKind = 'number' | 'flag' | 'duration' | 'time' | 'text' | 'list' | 'hidden'

export interface Setting {
  /** In the configuration, such as `xianda.desk.queue-limit`. */
  name: string
  kind: SettingKind
  value: number | boolean | string | string[] | null
  /** Whether it holds anything. */
  set: boolean
}

const ISO = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?$/

/** Seconds of an ISO duration such as `PT1M30S`; NaN where it is none. */
export function secondsOf(duration: string): number {
  const found = ISO.exec(duration)
  return found ? Number(found[1] ?? 0) * 3600 + Number(found[2] ?? 0) * 60 + Number(found[3] ?? 0) : NaN
}

export interface Span {
  unit: 'day' | 'hour' | 'minute' | 'second' | 'millisecond'
  count: number
}

/** The parts that people say: 1 minute 30 seconds; whole days only from two on, as 24 hours are said as such. */
export function spansOf(seconds: number): Span[] {
  if (seconds > 0 && seconds < 1) return [{ unit: 'millisecond', count: Math.round(seconds * 1000) }]
  const spans: Span[] = []
  let rest = seconds
  if (rest >= 2 * 86_400 && rest % 86_400 === 0) return [{ unit: 'day', count: rest / 86_400 }]
  for (const [unit, size] of [['hour', 3600], ['minute', 60], ['second', 1]] as const) {
    const count = unit === 'second' ? Math.round(rest * 1000) / 1000 : Math.floor(rest / size)
    if (count > 0) spans.push({ unit, count })
    rest -= count * size
  }
  return spans.length > 0 ? spans : [{ unit: 'second', count: 0 }]
}

export const PREFIX = 'xianda.'

/** The part that a setting belongs to: `desk` of `xianda.desk.queue-limit`. */
export function partOf(name: string): string {
  return name.slice(PREFIX.length).split('.')[0] ?? ''
}

/** What is below a prefix, by the rest of its name. */
export function below(settings: Setting[], prefix: string): { rest: string; setting: Setting }[] {
  return settings
    .filter((setting) => setting.name.startsWith(prefix))
    .map((setting) => ({ rest: setting.name.slice(prefix.length).replace(/[[\]]/g, ''), setting }))
}

export interface Times {
  kind: string
  normal: { firstReply?: Setting; resolution?: Setting }
  urgent: { firstReply?: Setting; resolution?: Setting }
}

/** The times of tickets as a table: a row for each kind. */
export function timesOf(settings: Setting[]): Times[] {
  const rows = new Map<string, Times>()
  for (const { rest, setting } of below(settings, 'xianda.ticket.times.')) {
    const [kind, priority, what] = rest.split('.')
    if (!kind || (priority !== 'normal' && priority !== 'urgent')) continue
    const row = rows.get(kind) ?? { kind, normal: {}, urgent: {} }
    if (what === 'first-reply') row[priority].firstReply = setting
    if (what === 'resolution') row[priority].resolution = setting
    rows.set(kind, row)
  }
  return [...rows.values()]
}
