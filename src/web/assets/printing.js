// The button that prints a page, and the moment on paper at which it was.

export function printing() {
  for (const button of document.querySelectorAll('[data-print]')) {
    if (!(button instanceof HTMLElement)) continue
    button.hidden = false
    button.addEventListener('click', () => print())
  }
  addEventListener('beforeprint', () => {
    const moment = new Date().toLocaleString('en-GB', { dateStyle: 'full', timeStyle: 'short' })
    for (const place of document.querySelectorAll('[data-printed-at]')) place.textContent = `, ${moment}`
  })
}
