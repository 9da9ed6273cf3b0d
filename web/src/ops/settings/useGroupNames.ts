import { computed } from 'vue'
import { useI18n } from 'vue-i18n'

/** The skill groups of the catalogue, which every role sees by these names. */
export const GROUPS = ['aftersale', 'finance', 'general', 'logistics', 'marketing', 'order', 'product'] as const

export function useGroupNames() {
  const { t, te } = useI18n()
  const name = (group: string) => (te(`settings.groups.${group}`) ? t(`settings.groups.${group}`) : group)
  const all = computed(() => GROUPS.map((group) => ({ group: group as string, name: name(group) })))
  return { name, all }
}
