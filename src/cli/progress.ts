/** How long a reader waits before it is told how far things are, and how often then. */
const QUIET_MS = 2000
const EVERY_MS = 250

const CLEAR_LINE = '\r\u001b[K'

/** A line that says how far a long input has been answered. It is there only while somebody waits, and leaves nothing behind. */
export class Progress {
  readonly #write: (text: string) => void
  readonly #now: () => number
  readonly #startedAt: number
  #shownAt: number | undefined

  /** `now` gives milliseconds from any moment on. */
  constructor(write: (text: string) => void, now: () => number) {
    this.#write = write
    this.#now = now
    this.#startedAt = now()
  }

  /** `read` is the part of the file that has been read, from 0 to 1, where its size is known. */
  show(count: number, read: number | undefined, noun = 'case'): void {
    const now = this.#now()
    if (now - this.#startedAt < QUIET_MS || (this.#shownAt !== undefined && now - this.#shownAt < EVERY_MS)) return
    this.#shownAt = now
    const part = read === undefined ? '' : `, ${Math.floor(read * 100)}%`
    this.#write(`${CLEAR_LINE}${count} ${noun}${count === 1 ? '' : 's'}${part}`)
  }

  clear(): void {
    if (this.#shownAt === undefined) return
    this.#shownAt = undefined
    this.#write(CLEAR_LINE)
  }
}
