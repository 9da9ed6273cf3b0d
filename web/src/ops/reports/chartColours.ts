import { ref, watch } from 'vue'
import { useTheme } from '@/design/theme'

/** The colours of the design as a canvas needs them: read anew when the theme changes. */
export function useChartColours() {
  const { dark } = useTheme()
  const read = () => {
    const style = getComputedStyle(document.documentElement)
    const of = (name: string) => style.getPropertyValue(`--x-${name}`).trim()
    return {
      series: [1, 2, 3, 4, 5, 6].map((n) => of(`series-${n}`)),
      ink: of('ink'),
      soft: of('ink-soft'),
      line: of('line'),
      card: of('card'),
      sunken: of('sunken'),
      raised: of('raised'),
      font: of('font'),
    }
  }
  const colours = ref(read())
  // After the class of the theme has been set, whichever watches first.
  watch(dark, () => (colours.value = read()), { flush: 'post' })
  return colours
}

export type ChartColours = ReturnType<typeof useChartColours>['value']

/** What all charts have in common: axes, tooltip and type in the colours of the design. */
export function chartBase(colours: ChartColours) {
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches
  return {
    animation: !calm,
    animationDuration: 300,
    color: colours.series,
    textStyle: { fontFamily: colours.font, color: colours.soft },
    tooltip: {
      // The service forbids markup with styles; this is drawn.
      renderMode: 'richText' as const,
      confine: true,
      backgroundColor: colours.raised,
      borderColor: colours.line,
      textStyle: { color: colours.ink, fontSize: 13, fontFamily: colours.font },
    },
    legend: {
      top: 0,
      left: 0,
      icon: 'roundRect',
      itemWidth: 12,
      itemHeight: 8,
      textStyle: { color: colours.soft, fontSize: 13 },
      inactiveColor: colours.line,
    },
  }
}

export function axis(colours: ChartColours) {
  return {
    axisLine: { lineStyle: { color: colours.line } },
    axisTick: { show: false },
    axisLabel: { color: colours.soft, fontSize: 12 },
    splitLine: { lineStyle: { color: colours.line } },
  }
}
