import { ref, watch, type Ref } from 'vue'
import { Problem } from '@/protocol/http'
import { useStaff } from '@/staff/session'
import { fenOf, type Fen } from './money'
import type { Ticket } from './ticket'

export interface Briefing {
  intent: string
  order?: string
  known: string[]
  mood: 'calm' | 'worried' | 'angry'
  tried: string[]
  summary: string[]
}

interface ShopperCard {
  merchant: { orders: { number: string; items: { sku: string; paid: string }[] }[] }
}

/**
 * What stands beside a ticket in its conversation: the briefing, and what was paid for its goods. Both are for those who
 * serve the conversation and for supervisors; to others they do not exist, and the ticket does without.
 */
export function useBeside(ticket: Ref<Ticket | undefined>) {
  const staff = useStaff()
  const briefing = ref<Briefing | null>(null)
  const paid = ref(new Map<string, Fen>())

  const quietly = async <T>(path: string): Promise<T | null> => {
    try {
      return await staff.call<T>('GET', path)
    } catch (failure) {
      if (failure instanceof Problem) return null // Not for these eyes, or away: the service checks every amount anyhow.
      throw failure
    }
  }

  watch(
    () => ticket.value?.conversation,
    async (conversation) => {
      briefing.value = null
      paid.value = new Map()
      if (!conversation) return
      const order = ticket.value?.order
      const [shown, card] = await Promise.all([
        quietly<{ briefing?: Briefing }>(`/desk/conversations/${conversation}`),
        order ? quietly<ShopperCard>(`/desk/conversations/${conversation}/shopper`) : null,
      ])
      if (ticket.value?.conversation !== conversation) return
      briefing.value = shown?.briefing ?? null
      const items = card?.merchant.orders.find((one) => one.number === order)?.items ?? []
      paid.value = new Map(items.map((item) => [item.sku, fenOf(item.paid)]))
    },
    { immediate: true },
  )

  return { briefing, paid }
}
