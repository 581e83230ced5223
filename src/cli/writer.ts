import type { Writable } from 'node:stream'

/** So much is gathered before it is written: a write costs more than what it writes. */
const GATHERED = 1 << 16

/**
 * Writes texts to a stream, no faster than it takes them. When nobody reads it any more, it is closed: what is written then goes nowhere,
 * and no word is made of it.
 */
export class Writer {
  readonly #stream: Writable
  #texts: string[] = []
  #length = 0
  #closed = false
  /** Why the stream could not be written, where that is not that its reader has gone. */
  failure: Error | undefined

  constructor(stream: Writable) {
    this.#stream = stream
    stream.on('error', (error: NodeJS.ErrnoException) => {
      this.#closed = true
      if (error.code !== 'EPIPE') this.failure = error
    })
  }

  get isClosed(): boolean {
    return this.#closed
  }

  write(text: string): void {
    this.#texts.push(text)
    this.#length += text.length
  }

  /** Lets go of what was gathered, if it is much, and waits until the stream has taken it. */
  async ease(): Promise<void> {
    if (this.#length >= GATHERED) await this.flush()
  }

  /** Lets go of all that was gathered, and waits until the stream has taken it. */
  async flush(): Promise<void> {
    if (this.#length === 0) return
    const text = this.#texts.join('')
    this.#texts = []
    this.#length = 0
    if (!this.#closed) await new Promise<void>((resolve) => this.#stream.write(text, () => resolve()))
  }
}
