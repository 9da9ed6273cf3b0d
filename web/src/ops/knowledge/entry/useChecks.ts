import { computed, onScopeDispose, ref, watch, type Ref } from 'vue'
import { newId, Problem } from '@/protocol/http'
import { tidied } from '../shared/contents'
import type { Checked, Content, Finding } from '../shared/model'
import { useKnowledge } from '../shared/useKnowledge'
import { NEW } from './useEntry'

const PAUSE = 600

/** What the guards say to what is being written, a moment after the last letter. */
export function useChecks(id: Ref<string>, content: Ref<Content>, ready: Ref<boolean>) {
  const knowledge = useKnowledge()
  const findings = ref<Finding[]>([])
  const state = ref<'idle' | 'checking' | 'done' | 'failed'>('idle')
  /** Codes of warnings that the operator has seen. */
  const acknowledged = ref<Set<string>>(new Set())
  /** The guards look at other entries than this one; a new one has a name that no other has. */
  const unnamed = newId()
  let due: ReturnType<typeof setTimeout> | undefined
  let under: AbortController | null = null

  async function check() {
    clearTimeout(due)
    under?.abort()
    const mine = new AbortController()
    under = mine
    state.value = 'checking'
    const name = id.value === NEW ? unnamed : id.value
    try {
      const checked = await knowledge.post<Checked>(
        `/items/${encodeURIComponent(name)}/check`,
        { content: tidied(content.value) },
        { signal: mine.signal },
      )
      if (under !== mine) return
      findings.value = checked.findings
      state.value = 'done'
    } catch (failure) {
      if (under !== mine) return
      if (!(failure instanceof Problem)) throw failure
      state.value = 'failed'
    }
  }

  watch(
    [content, ready],
    () => {
      if (!ready.value) return
      clearTimeout(due)
      due = setTimeout(() => void check(), PAUSE)
    },
    { deep: true, immediate: true },
  )
  watch(id, () => {
    acknowledged.value = new Set()
  })
  onScopeDispose(() => {
    clearTimeout(due)
    under?.abort()
  })

  function acknowledge(code: string, seen: boolean) {
    const codes = new Set(acknowledged.value)
    if (seen) codes.add(code)
    else codes.delete(code)
    acknowledged.value = codes
  }

  const byField = computed(() => {
    const map = new Map<string, Finding[]>()
    for (const finding of findings.value) map.set(finding.field, [...(map.get(finding.field) ?? []), finding])
    return map
  })
  const blocking = computed(() => findings.value.filter((finding) => finding.severity === 'blocks'))
  const warnings = computed(() => findings.value.filter((finding) => finding.severity === 'warns'))
  const unseen = computed(() => warnings.value.filter((finding) => !acknowledged.value.has(finding.code)))

  return { findings, state, byField, blocking, warnings, unseen, acknowledged, acknowledge, check }
}

export type Checks = ReturnType<typeof useChecks>
