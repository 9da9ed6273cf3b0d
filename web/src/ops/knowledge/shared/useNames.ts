import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { useKnowledge } from './useKnowledge'

/** What may be named in an entry. */
export interface ShopNames {
  facts: { name: string; value: string }[]
  intents: { id: string; name: string; group: string }[]
  groups: { id: string; name: string }[]
  channels: string[]
  cities: string[]
  /** Of the mini-program, without query; empty when nobody lists them. */
  pages: string[]
}

const NONE: ShopNames = { facts: [], intents: [], groups: [], channels: [], cities: [], pages: [] }

/** The names that may stand in an entry, asked for once. */
export const useNames = defineStore('names', () => {
  const knowledge = useKnowledge()
  const { t, te, locale } = useI18n()
  const names = ref<ShopNames>(NONE)
  let asked: Promise<void> | null = null

  function load(): Promise<void> {
    asked ??= knowledge
      .get<ShopNames>('/names')
      .then((told) => {
        names.value = told
      })
      .catch(() => {
        // Without them names are shown as ids; whoever opens the next page asks again.
        asked = null
      })
    return asked
  }

  const facts = computed(() => new Map(names.value.facts.map((fact) => [fact.name, fact.value])))
  const intents = computed(() => new Map(names.value.intents.map((intent) => [intent.id, intent.name])))

  /** An intent in words; in English its id, since intents are named in Chinese only. */
  function intentName(id: string): string {
    return (locale.value === 'en' ? undefined : intents.value.get(id)) ?? id
  }

  function groupName(id: string): string {
    const key = `knowledge.groups.${id}`
    return te(key) ? t(key) : (names.value.groups.find((group) => group.id === id)?.name ?? id)
  }

  function channelName(id: string): string {
    const key = `knowledge.channels.${id}`
    return te(key) ? t(key) : id
  }

  return { names, facts, load, intentName, groupName, channelName }
})
