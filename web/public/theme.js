// Before anything is drawn, so that nobody who chose the dark theme sees a white flash.
;(function () {
  var chosen = null
  try {
    chosen = localStorage.getItem('xianda.theme')
  } catch (e) {
    // Without storage the system's theme it is.
  }
  var dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.classList.toggle('dark', dark)
})()
