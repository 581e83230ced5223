import type { FastifyReply, FastifyRequest } from 'fastify'

/*
 * The cookies of signing in. `__Host-` makes the browser see to it that they come from this host alone, over a safe way, and hold for all of it. They hold a
 * secret and nothing else, and go when the browser is closed.
 */

const attributes = { path: '/', secure: true, httpOnly: true, sameSite: 'lax' } as const

/** 256 bits as they are written in a cookie. */
const secret = /^[\w-]{43}$/

export class Cookie {
  readonly name: string

  constructor(name: string) {
    this.name = name
  }

  /** What the browser sent, where it is of the right form. */
  of({ cookies }: FastifyRequest): string | undefined {
    const value = cookies[this.name]
    return value !== undefined && secret.test(value) ? value : undefined
  }

  give(reply: FastifyReply, value: string): void {
    reply.setCookie(this.name, value, attributes)
  }

  takeAway(reply: FastifyReply): void {
    reply.clearCookie(this.name, attributes)
  }
}

/** Who is signed in. */
export const sessionCookie = new Cookie('__Host-onroll')

/** In which browser a sign-in was begun. */
export const signInCookie = new Cookie('__Host-onroll-sign-in')

/** The cookie of whoever asks, where they hold one. */
export const sessionOf = (request: FastifyRequest): string | undefined => sessionCookie.of(request)
