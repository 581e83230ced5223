// Says so before a session ends, and lets whoever is still there stay. What it says stands in layout/session.njk.

const WARN_AHEAD = 5 * 60
const LOOK_EVERY = 10_000

/**
 * How long somebody stays signed in, in seconds: unless they do something, and however much they do. Both 0 where they are not.
 * @typedef {{ secondsLeft: number, secondsAtMost: number }} TimeLeft
 */

/** @typedef {'warning' | 'last' | 'out' | 'unknown'} State */

export function watchSession() {
  const { sessionSeconds, sessionLeft, sessionStay } = document.body.dataset
  const dialog = document.querySelector('dialog#session')
  if (!sessionSeconds || !sessionLeft || !sessionStay || !(dialog instanceof HTMLDialogElement)) return
  watch(dialog, Number(sessionSeconds), { left: sessionLeft, stay: sessionStay })
}

/**
 * @param {HTMLDialogElement} dialog
 * @param {number} seconds
 * @param {{ left: string, stay: string }} paths
 */
function watch(dialog, seconds, paths) {
  let endsAt = Date.now() + seconds * 1000
  let isLast = false
  let isOut = false
  let isAsking = false
  /** Once sent away it comes again when the session has ended, or when a later end draws near. */
  let isSentAway = false
  let told = ''

  const stay = button(dialog, '[data-stay]')
  const close = button(dialog, '[data-close]')
  const secondsLeft = () => Math.round((endsAt - Date.now()) / 1000)

  /** @param {TimeLeft} left */
  function take(left) {
    endsAt = Date.now() + left.secondsLeft * 1000
    isLast = left.secondsAtMost <= left.secondsLeft
    isOut = left.secondsLeft <= 0
  }

  // Another tab may have been used meanwhile, or the computer asleep: the server knows.
  async function look() {
    if (isOut || isAsking) return
    if (secondsLeft() > WARN_AHEAD) isSentAway = false
    if (!dialog.open && (isSentAway || secondsLeft() > WARN_AHEAD) && secondsLeft() > 0) return
    isAsking = true
    const left = await asked(paths.left)
    isAsking = false
    if (left) take(left)
    if (left && !isOut && secondsLeft() > WARN_AHEAD) dialog.close()
    else say(isOut ? 'out' : left ? (isLast ? 'last' : 'warning') : secondsLeft() > 0 ? 'warning' : 'unknown')
  }

  /** @param {State} state */
  function say(state) {
    const minutes = Math.max(1, Math.ceil(secondsLeft() / 60))
    const words = minutes === 1 ? 'a minute' : `${minutes} minutes`
    for (const place of dialog.querySelectorAll('[data-minutes]')) place.textContent = words
    for (const line of dialog.querySelectorAll('[data-when]')) {
      if (line instanceof HTMLElement) line.hidden = line.dataset['when'] !== state
    }
    stay.hidden = state === 'last' || state === 'out'
    if (!dialog.open) dialog.showModal()
    // Opening it is said by itself; what changes while it is open has to be said.
    else tell(dialog.querySelector(`[data-when="${state}"]`)?.textContent ?? '')
  }

  /** @param {string} words */
  function tell(words) {
    const place = dialog.querySelector('[data-told]')
    if (place && words !== told) place.textContent = words
    told = words
  }

  stay.addEventListener('click', async () => {
    const left = await asked(paths.stay, csrfIn(dialog))
    if (left) take(left)
    if (left && !isOut && secondsLeft() > WARN_AHEAD) dialog.close()
    else say(!left ? 'unknown' : isOut ? 'out' : 'last')
  })
  const sendAway = () => {
    isSentAway = true
  }
  close.addEventListener('click', () => {
    sendAway()
    dialog.close()
  })
  // The Escape key.
  dialog.addEventListener('cancel', sendAway)
  dialog.addEventListener('close', () => {
    told = ''
  })
  setInterval(() => void look(), LOOK_EVERY)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void look()
  })
}

/**
 * @param {Element} within
 * @param {string} selector
 */
function button(within, selector) {
  const found = within.querySelector(selector)
  if (found instanceof HTMLButtonElement) return found
  throw new TypeError(`the session dialog has no ${selector}`)
}

/** @param {Element} dialog */
function csrfIn(dialog) {
  const field = dialog.querySelector('#session-csrf')
  return field instanceof HTMLInputElement ? field.value : ''
}

/**
 * Nothing where no answer came that can be read.
 * @param {string} path
 * @param {string} [csrf] with it, it is posted
 * @returns {Promise<TimeLeft | undefined>}
 */
async function asked(path, csrf) {
  const headers = { accept: 'application/json' }
  try {
    const answer = await fetch(
      path,
      csrf === undefined ? { headers } : { headers, method: 'POST', body: new URLSearchParams({ _csrf: csrf }) },
    )
    const left = await answer.json()
    return typeof left?.secondsLeft === 'number' ? left : undefined
  } catch {
    return undefined
  }
}
