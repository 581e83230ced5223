import { createServer, type Server, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

/*
 * Mail servers of the tests' own, on this machine: one that is as servers are, and one that stops in the middle.
 */

/** A letter as the server got it. */
export interface Received {
  readonly to: string
  readonly messageId: string
  readonly content: string
}

export interface MailServer {
  readonly port: number
  /** What it took, in order. */
  readonly received: readonly Received[]
  stop(): Promise<void>
}

const messageIdIn = (content: string): string => /^Message-ID: <(.+)>\r$/m.exec(content)?.[1] ?? 'none'

/** An error that is the server's answer. */
export const answering = (code: number): Error => Object.assign(new Error(`it answers ${code}`), { responseCode: code })

export interface Manners {
  /** Called before it takes a letter for an address; what it throws is the answer. */
  readonly onRecipient?: (address: string) => void
  readonly options?: SMTPServerOptions
}

export async function startMailServer({ onRecipient = () => {}, options }: Manners = {}): Promise<MailServer> {
  const received: Received[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    disableReverseLookup: true,
    ...options,
    onRcptTo({ address }, _, done) {
      try {
        onRecipient(address)
        done()
      } catch (error) {
        done(error as Error)
      }
    },
    onData(stream, { envelope }, done) {
      void text(stream).then((content) => {
        received.push({ to: envelope.rcptTo[0]?.address ?? 'nobody', messageId: messageIdIn(content), content })
        done()
      })
    },
  })
  // A client that does not like the certificate breaks off.
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', () => resolve()))
  const address = server.server.address()
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    received,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

/** One that takes a whole letter and then hangs up without a word. */
export async function startForgetfulServer(): Promise<MailServer> {
  const received: Received[] = []
  const sockets = new Set<Socket>()
  const server: Server = createServer((socket) => {
    sockets.add(socket)
    let [heard, isData, to] = ['', false, '']
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
    socket.write('220 here\r\n')
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      heard += chunk
      if (isData) {
        if (!heard.endsWith('\r\n.\r\n')) return
        received.push({ to, messageId: messageIdIn(heard), content: heard })
        socket.destroy()
        return
      }
      for (let end = heard.indexOf('\r\n'); end >= 0 && !isData; end = heard.indexOf('\r\n')) {
        const line = heard.slice(0, end)
        heard = heard.slice(end + 2)
        to = /^RCPT TO:<(.+)>/.exec(line)?.[1] ?? to
        isData = line === 'DATA'
        socket.write(isData ? '354 go on\r\n' : '250 yes\r\n')
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    received,
    stop: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
}
