import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { Problem } from '@/protocol/http'
import { useStaff } from '@/staff/session'

export type Presence = 'online' | 'busy' | 'away' | 'offline'

/** Somebody who serves, as `GET /desk/agents` tells. */
export interface Colleague {
  name: string
  shownAs: string
  presence: Presence
  capacity: number
  load: number
  idleSince: string
  /** With the level in each. */
  groups: Record<string, number>
}

/** Who works here: names for accounts, and whom something can be given to. */
export const useColleagues = defineStore('colleagues', () => {
  const staff = useStaff()
  const all = ref<Colleague[]>([])
  const byName = computed(() => new Map(all.value.map((one) => [one.name, one])))

  async function read() {
    all.value = (await staff.call<{ agents: Colleague[] }>('GET', '/desk/agents')).agents
  }

  /** Reads them unless they are known; without them accounts are shown by their names. */
  async function needed() {
    if (all.value.length) return
    try {
      await read()
    } catch (failure) {
      if (!(failure instanceof Problem)) throw failure
      // Names of accounts do, and whoever looks next tries again.
    }
  }

  const shownAs = (name: string) => byName.value.get(name)?.shownAs ?? name

  return { all, read, needed, shownAs }
})
