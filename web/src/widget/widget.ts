/**
 * The one line for other pages: `<script src="https://HOST/widget.js" async></script>` puts a button into a corner
 * that opens the chat. Nothing is loaded before somebody wants it. The script's attributes:
 *
 * - `data-position`: `right` (default) or `left`
 * - `data-color`, `data-ink`: of the button, any CSS colour
 * - `data-label`: what the button says to those who cannot see it, and beside its picture where `data-text` is there
 * - `data-offset`: distance from the corner, such as `24px`
 */
import { STYLE } from './style'

/** What the chat and this page say to each other; src/chat/embedded.ts is the other end. */
type FromChat = { xianda?: 'close' | 'unread'; count?: number }

const SVG = 'http://www.w3.org/2000/svg'
const BUBBLE = 'M4 12c0-4.1 3.6-7 8-7s8 2.9 8 7-3.6 7-8 7c-1 0-2-.2-2.9-.5L4.5 20l1.2-3.3A6.6 6.6 0 0 1 4 12zM8.5 12h.01M12 12h.01M15.5 12h.01'
const CLOSE = 'M6 9l6 6 6-6'

function begin(script: HTMLScriptElement) {
  const host = new URL(script.src).origin
  const { position, color, ink, label = '在线客服', text, offset } = script.dataset
  const root = document.createElement('xianda-chat')
  const shadow = root.attachShadow({ mode: 'open' })

  dress(shadow)
  // By script, so that a page's Content Security Policy has nothing against it.
  if (color) root.style.setProperty('--color', color)
  if (ink) root.style.setProperty('--ink', ink)
  if (offset) root.style.setProperty('--offset', offset)

  const box = element('div', `box ${position === 'left' ? 'left' : 'right'}`)
  const button = element('button', 'button')
  button.type = 'button'
  button.setAttribute('aria-expanded', 'false')
  const drawing = picture()
  const badge = element('span', 'badge')
  badge.hidden = true
  badge.setAttribute('aria-hidden', 'true')
  button.append(drawing.svg)
  if (text !== undefined) {
    const words = element('span', 'text')
    words.textContent = label
    button.append(words)
  }
  button.append(badge)
  const panel = element('div', 'panel')
  panel.hidden = true
  panel.setAttribute('role', 'dialog')
  panel.setAttribute('aria-label', label)
  box.append(panel, button)
  shadow.append(box)

  let frame: HTMLIFrameElement | null = null
  let isLoaded = false
  let isOpen = false
  let unread = 0
  show()

  function show() {
    drawing.path.setAttribute('d', isOpen ? CLOSE : BUBBLE)
    panel.hidden = !isOpen
    box.classList.toggle('open', isOpen)
    button.setAttribute('aria-expanded', String(isOpen))
    button.setAttribute('aria-label', unread > 0 && !isOpen ? `${label} (${unread})` : label)
    badge.hidden = isOpen || unread === 0
    badge.textContent = unread > 99 ? '99+' : String(unread)
  }

  function tell() {
    if (isLoaded) frame?.contentWindow?.postMessage({ xianda: 'shown', open: isOpen }, host)
  }

  function turn(open: boolean) {
    isOpen = open
    if (open && !frame) {
      frame = element('iframe', 'frame')
      frame.title = label
      frame.allow = 'clipboard-write'
      frame.src = `${host}/?embedded=1`
      frame.addEventListener('load', () => {
        isLoaded = true
        tell()
      })
      panel.append(frame)
    }
    show()
    tell()
    if (open) frame?.focus()
    else button.focus({ preventScroll: true })
  }

  button.addEventListener('click', () => turn(!isOpen))
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && isOpen) turn(false)
  })
  addEventListener('message', (event: MessageEvent<FromChat | null>) => {
    // Whoever else speaks to this page is none of the chat's business.
    if (event.origin !== host || event.source !== frame?.contentWindow) return
    if (event.data?.xianda === 'close') turn(false)
    if (event.data?.xianda === 'unread' && typeof event.data.count === 'number') {
      unread = Math.max(0, Math.floor(event.data.count))
      show()
    }
  })
  document.body.append(root)
}

/** A page's Content Security Policy has nothing against constructed sheets; older browsers do not know them. */
function dress(shadow: ShadowRoot) {
  try {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(STYLE)
    shadow.adoptedStyleSheets = [sheet]
  } catch {
    const style = document.createElement('style')
    style.textContent = STYLE
    shadow.append(style)
  }
}

function element<K extends keyof HTMLElementTagNameMap>(name: K, className: string): HTMLElementTagNameMap[K] {
  const made = document.createElement(name)
  made.className = className
  return made
}

function picture() {
  const svg = document.createElementNS(SVG, 'svg')
  svg.setAttribute('viewBox', '0 0 24 24')
  svg.setAttribute('aria-hidden', 'true')
  const path = document.createElementNS(SVG, 'path')
  svg.append(path)
  return { svg, path }
}

const script = document.currentScript
if (script instanceof HTMLScriptElement && !document.querySelector('xianda-chat')) {
  if (document.body) begin(script)
  else document.addEventListener('DOMContentLoaded', () => begin(script))
}
