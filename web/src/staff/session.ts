import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { Problem, request, type RequestOptions } from '@/protocol/http'

export type Role = 'agent' | 'supervisor' | 'operator' | 'reviewer' | 'admin'

/** Who is logged in, as `POST /staff/sessions` tells. */
export interface StaffSession {
  token: string
  expiresAt: string
  name: string
  displayName: string
  roles: Role[]
  newPasswordDue: boolean
}

const KEY = 'xianda.staff'

function stored(): StaffSession | null {
  try {
    const session = JSON.parse(localStorage.getItem(KEY) ?? 'null') as StaffSession | null
    return session && Date.parse(session.expiresAt) > Date.now() ? session : null
  } catch {
    return null
  }
}

function store(session: StaffSession | null) {
  try {
    if (session) localStorage.setItem(KEY, JSON.stringify(session))
    else localStorage.removeItem(KEY)
  } catch {
    // Private mode: it holds until the page is closed.
  }
}

/** The session of the staff in this browser, shared by all its tabs, and the way to the service with its token. */
export const useStaff = defineStore('staff', () => {
  const session = ref<StaffSession | null>(stored())
  /** Why one has to log in again, to be shown on the page for it; empty when there is nothing to say. */
  const endedBecause = ref('')

  const mayEnter = computed(() => session.value !== null && !session.value.newPasswordDue)

  function keep(next: StaffSession | null) {
    session.value = next
    store(next)
  }

  // Another tab logged in or out.
  addEventListener('storage', (event) => {
    if (event.key === KEY) session.value = stored()
  })

  const has = (...roles: Role[]) => roles.some((role) => session.value?.roles.includes(role))

  async function logIn(name: string, password: string) {
    keep(await request<StaffSession>('POST', '/staff/sessions', { body: { name, password } }))
    endedBecause.value = ''
  }

  async function logOut() {
    const token = session.value?.token
    keep(null)
    endedBecause.value = ''
    if (token) await request('DELETE', '/staff/sessions/current', { token }).catch(() => null)
  }

  /**
   * A request in the name of who is logged in. When the session is over, the page for logging in is shown, with the reason.
   *
   * @throws Problem as `request` does
   */
  async function call<T>(method: string, path: string, options: RequestOptions = {}): Promise<T> {
    const token = session.value?.token
    try {
      return await request<T>(method, path, token ? { ...options, token } : options)
    } catch (failure) {
      if (failure instanceof Problem && failure.isUnauthorized && session.value?.token === token) {
        endedBecause.value = failure.message
        keep(null)
      } else if (failure instanceof Problem && failure.type === 'new-password-due' && session.value) {
        keep({ ...session.value, newPasswordDue: true })
      }
      throw failure
    }
  }

  async function changePassword(current: string, password: string) {
    await call('PUT', '/staff/me/password', { body: { current, password } })
    if (session.value) keep({ ...session.value, newPasswordDue: false })
  }

  return { session, endedBecause, mayEnter, has, logIn, logOut, call, changePassword }
})
