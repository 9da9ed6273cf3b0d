import { computed, ref, watch } from 'vue'
import { useRoute, useRouter, type LocationQuery } from 'vue-router'
import { LIFE_STATES, type LifeState, type ListedItem } from '../shared/model'
import { queryOf, useKnowledge } from '../shared/useKnowledge'
import { useLoaded } from '../shared/useLoaded'

export const FILTERS = ['intent', 'tag', 'channel', 'city', 'owner', 'text', 'expired'] as const
export type Filter = (typeof FILTERS)[number]
export type Filters = Record<Filter, string>

const one = (query: LocationQuery, name: string): string => {
  const value = query[name]
  return (Array.isArray(value) ? value[0] : value) ?? ''
}

export function filtersOf(query: LocationQuery): Filters {
  return Object.fromEntries(FILTERS.map((name) => [name, one(query, name)])) as Filters
}

export function stateOf(query: LocationQuery): LifeState | '' {
  const word = one(query, 'state')
  return LIFE_STATES.find((state) => state === word) ?? ''
}

/** The list as the address says; whoever goes back or is sent the address sees the same. */
export function useItemList() {
  const route = useRoute()
  const router = useRouter()
  const knowledge = useKnowledge()
  /** Where the pages before this one began; unknown where somebody came by an address. */
  const trail = ref<string[]>([])

  const filters = computed(() => filtersOf(route.query))
  const state = computed(() => stateOf(route.query))
  const order = computed(() => (one(route.query, 'order') === 'id' ? 'id' : 'changed'))
  const cursor = computed(() => one(route.query, 'cursor'))
  const isFiltered = computed(() => FILTERS.some((name) => filters.value[name] !== ''))

  const list = useLoaded((signal) =>
    knowledge.get<{ items: ListedItem[]; next: string | null }>(
      `/items${queryOf({ ...filters.value, state: state.value, order: order.value, cursor: cursor.value, limit: 30 })}`,
      signal,
    ),
  )
  const counts = useLoaded((signal) =>
    knowledge.get<{ states: Record<LifeState, number> }>(`/item-counts${queryOf(filters.value)}`, signal),
  )

  const wanted = computed(() =>
    JSON.stringify([route.name, filters.value, state.value, order.value, cursor.value]),
  )
  watch(
    wanted,
    () => {
      if (route.name !== 'items') return
      void list.reload(true)
    },
    { immediate: true },
  )
  watch(
    () => JSON.stringify([route.name, filters.value]),
    () => {
      if (route.name === 'items') void counts.reload(true)
    },
    { immediate: true },
  )

  /** Another selection begins at its first page. */
  function select(change: Partial<Record<Filter | 'state' | 'order', string>>) {
    trail.value = []
    const query: Record<string, string> = {}
    const all = { ...filters.value, state: state.value, order: order.value === 'id' ? 'id' : '', ...change }
    for (const [name, value] of Object.entries(all)) if (value) query[name] = value
    void router.replace({ query })
  }

  function goNext() {
    const next = list.value.value?.next
    if (!next) return
    trail.value.push(cursor.value)
    void router.push({ query: { ...route.query, cursor: next } })
  }

  function goBack() {
    const { cursor: _here, ...query } = route.query
    const before = trail.value.pop()
    void router.push({ query: before ? { ...query, cursor: before } : query })
  }

  return { list, counts, filters, state, order, cursor, isFiltered, select, goNext, goBack }
}
