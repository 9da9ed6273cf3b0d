import type { Role } from '@/staff/session'

export const ALL_ROLES: Role[] = ['agent', 'supervisor', 'operator', 'reviewer', 'admin']

export interface Account {
  name: string
  displayName: string
  roles: Role[]
  newPasswordDue: boolean
  disabled: boolean
  demo: boolean
  lockedUntil: string | null
  version: number
  createdAt: string
  changedAt: string
}

/** With the password that was given to it, which the service tells only once. */
export interface Given {
  account: Account
  password: string
}

export interface Session {
  id: string
  createdAt: string
  lastSeenAt: string
  expiresAt: string
  revokedAt: string | null
}

interface Page {
  accounts: Account[]
  next: string | null
}

/** Of a shop there are dozens of accounts, seldom hundreds: all pages, in their order. */
export async function readAll(read: (path: string) => Promise<Page>): Promise<Account[]> {
  const all: Account[] = []
  for (let after: string | null = ''; after !== null; ) {
    const page: Page = await read(`/staff/accounts?limit=200&after=${encodeURIComponent(after)}`)
    all.push(...page.accounts)
    after = page.next
  }
  return all
}

export function isOver(session: Session, now: number): boolean {
  return session.revokedAt !== null || Date.parse(session.expiresAt) <= now
}
