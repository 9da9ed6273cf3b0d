import { defineStore } from 'pinia'
import { ref, watch } from 'vue'
import { useStaff } from '@/staff/session'

/** What one ended here, within the day in which it can be taken up again. */
export interface Ended {
  conversation: string
  shopper: string
  guest: boolean
  category: string
  at: number
}

const KEY = 'xianda.desk.ended.'
const DAY = 86_400_000
const MOST = 10

/** The service lists nothing that is over; this device remembers what was ended on it. */
export const useEnded = defineStore('ended', () => {
  const staff = useStaff()
  const list = ref<Ended[]>([])

  function stored(): Ended[] {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY + staff.session?.name) ?? '[]') as Ended[]
      return kept.filter((each) => each.at > Date.now() - DAY)
    } catch {
      return []
    }
  }

  function keep(next: Ended[]) {
    list.value = next.slice(0, MOST)
    try {
      localStorage.setItem(KEY + staff.session?.name, JSON.stringify(list.value))
    } catch {
      // Private mode: it holds until the page is closed.
    }
  }

  watch(
    () => staff.session?.name,
    () => (list.value = stored()),
    { immediate: true },
  )

  return {
    list,
    add: (ended: Ended) => keep([ended, ...list.value.filter((each) => each.conversation !== ended.conversation)]),
    remove: (conversation: string) => keep(list.value.filter((each) => each.conversation !== conversation)),
  }
})
