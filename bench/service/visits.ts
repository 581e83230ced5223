import http from 'node:http'
import { gunzipSync } from 'node:zlib'

/*
 * Pages asked for as a browser does: over connections that are kept, with a cookie, and compressed.
 */

export interface Answer {
  readonly status: number
  /** The body as it came over the line. */
  readonly sent: Buffer
  readonly isCompressed: boolean
  readonly location: string | undefined
  readonly cookies: readonly string[]
}

export interface Visit {
  readonly path: string
  /** What the browser sends as its cookies. */
  readonly cookie: string
  /** A form's fields, where one is sent. */
  readonly form?: Readonly<Record<string, string>>
}

export class Browser {
  readonly #port: number
  readonly #agent: http.Agent

  constructor(port: number, connections: number) {
    this.#port = port
    this.#agent = new http.Agent({ keepAlive: true, maxSockets: connections, maxFreeSockets: connections })
  }

  ask({ path, cookie, form }: Visit): Promise<Answer> {
    const body = form && new URLSearchParams(form).toString()
    return new Promise((resolve, reject) => {
      const request = http.request(
        {
          ...{ host: 'localhost', port: this.#port, path, agent: this.#agent, method: body === undefined ? 'GET' : 'POST' },
          headers: {
            ...{ cookie, 'accept-encoding': 'gzip' },
            ...(body !== undefined && { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body) }),
          },
        },
        (response) => {
          const chunks: Buffer[] = []
          response.on('data', (chunk: Buffer) => chunks.push(chunk))
          response.on('error', reject)
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              sent: Buffer.concat(chunks),
              isCompressed: response.headers['content-encoding'] === 'gzip',
              location: response.headers.location,
              cookies: response.headers['set-cookie'] ?? [],
            }),
          )
        },
      )
      request.on('error', reject)
      request.end(body)
    })
  }

  /** A page that has to be there, unless the database does not answer in time. */
  async page(visit: Visit): Promise<Answer> {
    const answer = await this.ask(visit)
    if (answer.status !== 200 && answer.status !== 503) throw new Error(`${visit.path} was answered with ${answer.status}`)
    return answer
  }

  close(): void {
    this.#agent.destroy()
  }
}

export const textOf = ({ sent, isCompressed }: Answer): string => (isCompressed ? gunzipSync(sent) : sent).toString()
