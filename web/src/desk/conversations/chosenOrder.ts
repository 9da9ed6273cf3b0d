import { reactive } from 'vue'

const chosen = reactive(new Map<string, string>())

/** The order that a conversation is about, as the agent says: for quick replies, macros and tickets. */
export function useChosenOrder() {
  return {
    of: (conversation: string) => chosen.get(conversation) ?? '',
    choose(conversation: string, order: string) {
      if (chosen.get(conversation) === order) chosen.delete(conversation)
      else chosen.set(conversation, order)
    },
  }
}
