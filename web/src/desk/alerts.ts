import { readonly, ref } from 'vue'
import { onBeforeUnmount } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import type { DeskNews } from './deskLine'
import { useDesk } from './desk'

const KEY = 'xianda.desk.sound'
type Permission = NotificationPermission | 'missing'

function stored() {
  try {
    return localStorage.getItem(KEY) !== 'off'
  } catch {
    return true // private mode
  }
}

const sound = ref(stored())
const permission = ref<Permission>('Notification' in globalThis ? Notification.permission : 'missing')
let speaker: AudioContext | null = null

/** Browsers let a page be heard only after somebody has touched it. */
function wake() {
  if (speaker || !('AudioContext' in globalThis)) return
  speaker = new AudioContext()
}
addEventListener('pointerdown', wake, { once: true })
addEventListener('keydown', wake, { once: true })

/** Two short tones, higher for what somebody has to decide. */
function beep(pitch: 'offer' | 'message') {
  const voice = speaker
  if (!sound.value || !voice) return
  try {
    void voice.resume()
    const tones = pitch === 'offer' ? [660, 880, 1100] : [880]
    tones.forEach((frequency, place) => {
      const start = voice.currentTime + place * 0.14
      const tone = voice.createOscillator()
      const volume = voice.createGain()
      tone.frequency.value = frequency
      volume.gain.setValueAtTime(0.0001, start)
      volume.gain.exponentialRampToValueAtTime(0.18, start + 0.02)
      volume.gain.exponentialRampToValueAtTime(0.0001, start + 0.13)
      tone.connect(volume).connect(voice.destination)
      tone.start(start)
      tone.stop(start + 0.14)
    })
  } catch {
    // A browser that plays nothing before the first click; the news stand on the page as well.
  }
}

/** Whether there is sound, and whether the browser may show notifications. */
export function useAlertSettings() {
  return {
    sound: readonly(sound),
    permission: readonly(permission),
    turnSound(on: boolean) {
      sound.value = on
      try {
        localStorage.setItem(KEY, on ? 'on' : 'off')
      } catch {
        // Private mode: it holds until the page is closed.
      }
      if (on) beep('message')
    },
    async askPermission() {
      if ('Notification' in globalThis) permission.value = await Notification.requestPermission()
    },
  }
}

/** Tells of offers always, and of messages that come while nobody looks at the page. */
export function useAlerts() {
  const { t } = useI18n()
  const router = useRouter()
  const desk = useDesk()
  /** One notification for each conversation, so that a talkative shopper does not fill the screen. */
  const notify = (conversation: string, title: string, body: string) => {
    if (permission.value !== 'granted') return
    const shown = new Notification(title, { body, tag: conversation, icon: '/favicon.svg' })
    shown.onclick = () => {
      focus()
      void router.push(`/conversations/${conversation}`)
      shown.close()
    }
  }
  const mine = (conversation: string) => desk.mine.find((each) => each.conversation === conversation)

  const stop = desk.listen((news: DeskNews) => {
    switch (news.type) {
      case 'offer':
        beep('offer')
        if (document.hidden) notify(news.conversation, t(news.transfer ? 'desk.alerts.transfer' : 'desk.alerts.offer'), '')
        break
      case 'taken':
      case 'invited':
        if (document.hidden) notify(news.conversation, t(`desk.alerts.${news.type}`), '')
        break
      case 'message': {
        const known = mine(news.conversation)
        // Older ones stream in when a conversation is taken over; they are no news.
        const fresh = Date.now() - Date.parse(news.message.at) < 60_000
        if (!known || known.offeredTo === desk.myName || news.message.author !== 'shopper' || !fresh) break
        if (document.hidden) {
          beep('message')
          // No words of the shopper on a screen that others may see.
          notify(news.conversation, t('desk.alerts.message'), '')
        } else if (router.currentRoute.value.params.conversation !== news.conversation) beep('message')
        break
      }
    }
  })
  onBeforeUnmount(stop)
}
