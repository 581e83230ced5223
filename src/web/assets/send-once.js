// A second click on a button that was heard sends nothing: the server would take the form once anyway, and the person would wait twice.

/** Longer than a slow answer takes; after it, a form that went nowhere may be sent again. */
const HEARD_FOR = 10_000

export function sendOnce() {
  /** @type {Map<HTMLFormElement, number>} */
  const sentAt = new Map()
  document.addEventListener('submit', (event) => {
    const form = event.target
    if (!(form instanceof HTMLFormElement) || form.method !== 'post') return
    const now = Date.now()
    if (now - (sentAt.get(form) ?? 0) < HEARD_FOR) event.preventDefault()
    else sentAt.set(form, now)
  })
  // Come back to with the browser's own button, it is a new page to whoever looks at it.
  addEventListener('pageshow', () => sentAt.clear())
}
