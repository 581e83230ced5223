import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/*
 * A server in a process of its own, which ends with ours.
 */

export interface ToStart {
  readonly address: string
  /** A page that is to be shown over and over: its template, what it shows, and the user whose rows are asked for. */
  readonly bare?: { readonly template: string; readonly view: object; readonly user: string }
}

export interface Started {
  readonly port: number
}

export interface Server extends Started {
  readonly pid: number
  end(): Promise<void>
}

export async function start(module: URL, what: ToStart): Promise<Server> {
  const child = fork(fileURLToPath(module))
  child.send(what)
  const ended = once(child, 'exit')
  const [message] = await Promise.race([once(child, 'message'), ended.then(() => Promise.reject(new Error(`${module} did not start`)))])
  return {
    port: (message as Started).port,
    pid: child.pid ?? 0,
    async end() {
      child.disconnect()
      await ended
    },
  }
}
