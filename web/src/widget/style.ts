/** The button's look; the page around it is not the shop's, so the colours stand here and not in the tokens. */
export const STYLE = `
:host { all: initial; --c: var(--color, #17733d); --i: var(--ink, #fff); --o: var(--offset, 20px); }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
.box { position: fixed; z-index: 2147483000; bottom: calc(var(--o) + env(safe-area-inset-bottom)); font: 15px/1.4 -apple-system, BlinkMacSystemFont, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', system-ui, sans-serif; }
.right { right: calc(var(--o) + env(safe-area-inset-right)); }
.left { left: calc(var(--o) + env(safe-area-inset-left)); }
.button { position: relative; display: flex; align-items: center; justify-content: center; gap: 8px; min-width: 56px; height: 56px; padding: 0 14px; margin: 0; border: 0; border-radius: 28px; background: var(--c); color: var(--i); font: inherit; font-weight: 600; cursor: pointer; box-shadow: 0 4px 16px rgb(0 0 0 / .24); transition: transform .15s ease; -webkit-tap-highlight-color: transparent; }
.button:hover { transform: translateY(-2px); }
.button:focus-visible { outline: 3px solid var(--c); outline-offset: 3px; }
.left .button { margin-right: auto; }
.right .button { margin-left: auto; }
svg { width: 28px; height: 28px; flex: none; fill: none; stroke: currentColor; stroke-width: 1.9; stroke-linecap: round; stroke-linejoin: round; }
.badge { position: absolute; top: -4px; right: -4px; min-width: 22px; height: 22px; padding: 0 6px; border-radius: 11px; background: #b3261e; color: #fff; border: 2px solid #fff; font-size: 12px; line-height: 18px; text-align: center; }
.panel { position: absolute; bottom: 72px; width: 400px; max-width: calc(100vw - 2 * var(--o)); height: 680px; max-height: calc(100vh - 112px); border-radius: 18px; overflow: hidden; background: #f4f7f4; box-shadow: 0 12px 48px rgb(0 0 0 / .24); animation: in .2s ease-out; }
.right .panel { right: 0; }
.left .panel { left: 0; }
.frame { display: block; width: 100%; height: 100%; border: 0; }
@keyframes in { from { opacity: 0; transform: translateY(12px); } }
@media (max-width: 480px), (max-height: 480px) {
  .panel { position: fixed; inset: 0; width: 100%; height: 100%; max-width: none; max-height: none; border-radius: 0; }
  .open .button { display: none; }
}
@media (prefers-color-scheme: dark) { .panel { background: #121613; } }
@media (prefers-reduced-motion: reduce) { .panel { animation: none; } .button { transition: none; } }
@media print { .box { display: none; } }
`
