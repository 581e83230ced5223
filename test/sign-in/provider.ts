import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ProviderSettings } from '../../src/web/sign-in/configuration.ts'

/*
 * A provider elsewhere, over HTTP, which vouches for whatever a test wants it to. It shows no page: a test knows what it would have been asked.
 */

export interface TestProvider {
  readonly settings: ProviderSettings
  /** Changes what it vouches for, or how. */
  vouches(for_: Partial<Claims>, how?: { readonly withAnotherKey?: boolean; readonly status?: number }): void
  /** What came to its token endpoint last. */
  readonly asked: URLSearchParams
  close(): Promise<void>
}

interface Claims {
  readonly iss: string
  readonly aud: string
  readonly sub: string
  readonly nonce: string
  readonly exp: number
}

const keyPair = () => generateKeyPairSync('ec', { namedCurve: 'P-256' })

/** Opens it; on a port that was free before where one is given. */
export async function openTestProvider(port = 0): Promise<TestProvider> {
  const [own, another] = [keyPair(), keyPair()]
  let claims: Partial<Claims> = {}
  let how: { readonly withAnotherKey?: boolean; readonly status?: number } = {}
  let asked = new URLSearchParams()

  const idToken = (issuer: string): string => {
    const now = Math.floor(Date.now() / 1000)
    const all = { iss: issuer, aud: 'onroll-test', sub: 'somebody', iat: now, exp: now + 60, ...claims }
    const text = [{ alg: 'ES256', kid: 'own' }, all].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
    const { privateKey } = how.withAnotherKey ? another : own
    return `${text}.${sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`
  }
  const send = (response: ServerResponse, body: object, status = 200): void =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))

  const server = createServer(async (request, response) => {
    const issuer = `http://localhost:${(server.address() as AddressInfo).port}`
    switch (request.url) {
      case '/.well-known/openid-configuration':
        return send(response, {
          issuer,
          authorization_endpoint: `${issuer}/authorize`,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/keys`,
          end_session_endpoint: `${issuer}/end`,
          response_types_supported: ['code'],
          subject_types_supported: ['public'],
          id_token_signing_alg_values_supported: ['ES256'],
        })
      case '/keys':
        return send(response, { keys: [{ ...own.publicKey.export({ format: 'jwk' }), kid: 'own', alg: 'ES256', use: 'sig' }] })
      case '/token': {
        let body = ''
        for await (const chunk of request) body += String(chunk)
        asked = new URLSearchParams(body)
        if (how.status) return send(response, { error: 'server_error' }, how.status)
        return send(response, { access_token: 'x', token_type: 'Bearer', expires_in: 60, id_token: idToken(issuer) })
      }
      default:
        return send(response, {}, 404)
    }
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    settings: {
      issuer: `http://localhost:${(server.address() as AddressInfo).port}`,
      clientId: 'onroll-test',
      clientSecret: 'a secret of the test',
    },
    vouches(next, nextHow = {}) {
      claims = next
      how = nextHow
    },
    get asked() {
      return asked
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** What a challenge of PKCE has to be for a verifier. */
export const challengeOf = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url')
