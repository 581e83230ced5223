import assert from 'node:assert/strict'

/*
 * Somebody with a browser that runs no scripts: it keeps cookies, sends them where they belong, and knows the token of the last page that had a form.
 */

/** An answer of the service. */
export interface Answer {
  readonly status: number
  /** Where it leads, for a redirection: the path alone where it is ours. */
  readonly location: string | undefined
  readonly headers: Headers
  readonly text: string
}

type Fields = Readonly<Record<string, string>> | readonly (readonly [string, string])[]

interface Cookie {
  readonly name: string
  readonly value: string
  readonly path: string
}

export class Visitor {
  readonly baseUrl: string
  readonly #cookies = new Map<string, Cookie>()
  #token = ''

  constructor(baseUrl: string) {
    this.baseUrl = baseUrl
  }

  /** Asks for a page, and follows nothing. */
  get(path: string): Promise<Answer> {
    return this.ask('GET', path)
  }

  /** Asks for a page and goes where it leads. */
  async open(path: string): Promise<Answer & { readonly at: string }> {
    return this.#follow(path, await this.get(path))
  }

  /** Sends a form with the token of the last page, and follows nothing. */
  post(path: string, fields: Fields = {}): Promise<Answer> {
    return this.ask('POST', path, [['_csrf', this.#token], ...pairs(fields)])
  }

  /** Sends a form with a file, and with the token of the last page unless `fields` have another. */
  upload(path: string, fields: Readonly<Record<string, string>>, file: string | Uint8Array): Promise<Answer> {
    const form = new FormData()
    for (const [name, value] of Object.entries({ _csrf: this.#token, ...fields })) form.set(name, value)
    form.set('file', new Blob([typeof file === 'string' ? file : new Uint8Array(file)], { type: 'text/csv' }), 'pupils.csv')
    return this.#send('POST', path, form)
  }

  ask(method: string, path: string, fields?: Fields, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    const body = fields && new URLSearchParams(pairs(fields).map(([name, value]): [string, string] => [name, value]))
    return this.#send(method, path, body, headers)
  }

  /** Sends a body as it is. */
  askRaw(path: string, body: string, type: string): Promise<Answer> {
    return this.#send('POST', path, body, { 'content-type': type })
  }

  async #send(
    method: string,
    path: string,
    body: URLSearchParams | FormData | string | undefined,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    const url = new URL(path, this.baseUrl)
    const cookie = [...this.#cookies.values()]
      .filter((own) => url.pathname.startsWith(own.path))
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ')
    const answer = await fetch(url, {
      method,
      redirect: 'manual',
      headers: { ...(cookie !== '' && { cookie }), ...headers },
      ...(body !== undefined && { body }),
    })
    for (const cookie of answer.headers.getSetCookie()) this.#keep(cookie)
    const text = await answer.text()
    this.#token = /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? this.#token
    const location = answer.headers.get('location')
    return { status: answer.status, location: location?.replace(this.baseUrl, '') ?? undefined, headers: answer.headers, text }
  }

  /** Signs in as somebody of the cast; of several agencies the first is chosen. */
  async signIn(person: string): Promise<void> {
    const people = await this.open('/sign-in')
    const { at } = await this.#follow(people.at, await this.post(people.at, { person }))
    assert.ok(this.holds('__Host-onroll'), `${person} is not signed in, but at ${at}`)
  }

  holds(name: string): boolean {
    return this.#cookies.has(`${name} /`)
  }

  /** Keeps a cookie of the whole site, or, without a value, loses it. */
  hold(name: string, value?: string): void {
    if (value === undefined) this.#cookies.delete(`${name} /`)
    else this.#cookies.set(`${name} /`, { name, value, path: '/' })
  }

  /** Those of the whole site. */
  cookies(): readonly { readonly name: string; readonly value: string }[] {
    return [...this.#cookies.values()].filter(({ path }) => path === '/')
  }

  /** Another browser with the same cookies. */
  twin(): Visitor {
    const twin = new Visitor(this.baseUrl)
    for (const [key, cookie] of this.#cookies) twin.#cookies.set(key, cookie)
    twin.#token = this.#token
    return twin
  }

  async #follow(from: string, first: Answer): Promise<Answer & { readonly at: string }> {
    let [at, answer] = [from, first]
    for (let steps = 0; answer.location !== undefined && steps < 20; steps++) {
      at = answer.location
      answer = await this.get(at)
    }
    return { ...answer, at }
  }

  #keep(setCookie: string): void {
    const [pair = '', ...attributes] = setCookie.split(/; */)
    const [name, value] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]
    const attribute = (wanted: string) => attributes.find((one) => one.toLowerCase().startsWith(`${wanted}=`))?.slice(wanted.length + 1)
    const path = attribute('path') ?? '/'
    const expires = attribute('expires')
    if (attribute('max-age') === '0' || (expires !== undefined && Date.parse(expires) <= Date.now()))
      this.#cookies.delete(`${name} ${path}`)
    else this.#cookies.set(`${name} ${path}`, { name, value, path })
  }
}

const pairs = (fields: Fields): readonly (readonly [string, string])[] =>
  Array.isArray(fields) ? fields : Object.entries(fields as Readonly<Record<string, string>>)
