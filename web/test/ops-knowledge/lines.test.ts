import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import LinesField from '@/ops/knowledge/entry/LinesField.vue'
import { words } from '@/ops/words'

function field(lines: string[]) {
  const wrapper = mount(LinesField, {
    props: { modelValue: lines, id: 'x', placeholder: 'p', disabled: false, what: '相似问法' },
    global: { plugins: [words] },
    attachTo: document.body,
  })
  return { wrapper, last: () => wrapper.emitted<[string[]]>('update:modelValue')?.at(-1)?.[0] }
}

describe('a field of several lines', () => {
  it('takes a line by Enter', async () => {
    const { wrapper, last } = field(['a'])
    await wrapper.get('#x').setValue(' b ')
    await wrapper.get('#x').trigger('keydown', { key: 'Enter' })
    expect(last()).toEqual(['a', 'b'])
  })

  it('takes none while a Chinese word is still being composed', async () => {
    const { wrapper, last } = field([])
    await wrapper.get('#x').setValue('yun')
    await wrapper.get('#x').trigger('keydown', { key: 'Enter', isComposing: true })
    expect(last()).toBeUndefined()
  })

  it('moves a line by Alt and an arrow', async () => {
    const { wrapper, last } = field(['a', 'b', 'c'])
    await wrapper.get('[data-line="2"]').trigger('keydown', { key: 'ArrowUp', altKey: true })
    expect(last()).toEqual(['a', 'c', 'b'])
  })

  it('forgets a line that was emptied', async () => {
    const { wrapper, last } = field(['a', 'b'])
    const line = wrapper.get<HTMLInputElement>('[data-line="0"]')
    line.element.value = ''
    await line.trigger('blur')
    expect(last()).toEqual(['b'])
  })
})
