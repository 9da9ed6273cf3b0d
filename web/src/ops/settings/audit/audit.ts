/** The two books of deeds, read the same way. */
export type Book = 'staff' | 'kb'

interface StaffDeed {
  seq: number
  at: string
  actor: string
  action: string
  subject: string
  details: Record<string, string>
}

interface KbDeed {
  seq: number
  at: string
  actor: string
  action: string
  before: { id: string; state: string } | null
  after: { id: string; state: string } | null
  note: string
}

export interface AuditPage {
  deeds?: StaffDeed[]
  actions?: KbDeed[]
  next: number | null
}

export interface AuditRow {
  seq: number
  at: string
  actor: string
  action: string
  subject: string
  details: string
}

export interface AuditFilter {
  actor: string
  action: string
  subject: string
  /** Days of the shop, such as 2026-11-23; `until` is the last one meant. */
  from: string
  until: string
}

const PAGE = 50
const DAY = 86_400_000

/** China has had one zone and no summer time since 1991. */
function startOf(day: string): number {
  return Date.parse(`${day}T00:00:00+08:00`)
}

export function queryOf(book: Book, filter: AuditFilter, before: number | null = null): string {
  const query = new URLSearchParams({ limit: String(PAGE) })
  const put = (name: string, value: string) => value.trim() && query.set(name, value.trim())
  put('actor', filter.actor)
  put('action', filter.action)
  put(book === 'staff' ? 'subject' : 'item', filter.subject)
  if (filter.from) query.set('from', new Date(startOf(filter.from)).toISOString())
  if (filter.until) query.set('until', new Date(startOf(filter.until) + DAY).toISOString())
  if (before !== null) query.set('before', String(before))
  return `/${book}/audit?${query}`
}

export function rowsOf(book: Book, page: AuditPage): AuditRow[] {
  return book === 'staff'
    ? (page.deeds ?? []).map((deed) => ({
        ...deed,
        details: Object.entries(deed.details)
          .map(([name, value]) => `${name} ${value}`)
          .join(' · '),
      }))
    : (page.actions ?? []).map((deed) => ({
        seq: deed.seq,
        at: deed.at,
        actor: deed.actor,
        action: deed.action,
        subject: deed.after?.id ?? deed.before?.id ?? '',
        details: deed.note,
      }))
}
