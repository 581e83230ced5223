import * as client from 'openid-client'
import type { ProviderSettings } from './configuration.ts'

/*
 * The OpenID Connect provider as Onroll sees it: where to send somebody, and whom it vouches for when they come back.
 */

/** What only this sign-in knows: it ties together who was sent, what comes back, and what is fetched with it. */
export interface Secrets {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

export const newSecrets = (): Secrets => ({
  state: client.randomState(),
  nonce: client.randomNonce(),
  verifier: client.randomPKCECodeVerifier(),
})

/** The provider cannot be asked just now. */
export class ProviderUnavailable extends Error {
  override readonly name = 'ProviderUnavailable'
}

/** The provider vouches for nobody: `declined` where the person broke it off or was turned away there. */
export class NotVouched extends Error {
  override readonly name = 'NotVouched'
  readonly declined: boolean

  constructor(code: string, declined: boolean) {
    super(code)
    this.declined = declined
  }
}

export interface Provider {
  /** Where somebody is sent to sign in. */
  addressFor(secrets: Secrets): Promise<URL>
  /** Whom the provider vouches for, by the address at which somebody came back. */
  vouchedAt(address: URL, secrets: Secrets): Promise<{ readonly issuer: string; readonly subject: string }>
  /** Where somebody can sign out there too, where the provider has such a page. */
  signOutAddress(): string | undefined
}

export interface ProviderOptions extends ProviderSettings {
  /** The address to which the provider sends people back. */
  readonly returnAddress: string
  /** The name by which our users' table knows the provider; its address unless given. */
  readonly knownAs?: string
  readonly fetch?: client.CustomFetch
}

/** Seconds within which the provider has to answer. */
const TIMEOUT = 5
/** Seconds by which its clock may differ from ours. */
const TOLERANCE = 30

/** Nothing is asked of the provider before somebody signs in; what it says of itself is kept from then on. */
export function openProvider(options: ProviderOptions): Provider {
  const { issuer, clientId, clientSecret, returnAddress, knownAs, fetch } = options
  let known: Promise<client.Configuration> | undefined
  let found: client.Configuration | undefined

  const discover = async (): Promise<client.Configuration> => {
    const metadata = { client_secret: clientSecret, [client.clockTolerance]: TOLERANCE }
    const isPlain = new URL(issuer).protocol === 'http:'
    const execute = [client.enableNonRepudiationChecks, ...(isPlain ? [client.allowInsecureRequests] : [])]
    found = await client.discovery(new URL(issuer), clientId, metadata, undefined, {
      timeout: TIMEOUT,
      execute,
      ...(fetch && { [client.customFetch]: fetch }),
    })
    return found
  }
  const discovered = (): Promise<client.Configuration> => {
    known ??= discover().catch((error: unknown) => {
      known = undefined
      throw new ProviderUnavailable(codeOf(error), { cause: error })
    })
    return known
  }

  return {
    async addressFor({ state, nonce, verifier }) {
      return client.buildAuthorizationUrl(await discovered(), {
        redirect_uri: returnAddress,
        scope: 'openid',
        state,
        nonce,
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      })
    },
    async vouchedAt(address, { state, nonce, verifier }) {
      const configuration = await discovered()
      try {
        const tokens = await client.authorizationCodeGrant(configuration, address, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        })
        const claims = tokens.claims()
        if (!claims) throw new NotVouched('no ID token', false)
        return { issuer: knownAs ?? claims.iss, subject: claims.sub }
      } catch (error) {
        throw whatWentWrong(error)
      }
    },
    signOutAddress: () => (found?.serverMetadata().end_session_endpoint === undefined ? undefined : client.buildEndSessionUrl(found).href),
  }
}

function whatWentWrong(error: unknown): Error {
  if (error instanceof NotVouched) return error
  if (error instanceof client.AuthorizationResponseError)
    return ['server_error', 'temporarily_unavailable'].includes(error.error)
      ? new ProviderUnavailable(error.error)
      : new NotVouched(error.error, ['access_denied', 'login_required', 'interaction_required'].includes(error.error))
  if (isAway(error)) return new ProviderUnavailable(codeOf(error), { cause: error })
  return new NotVouched(codeOf(error), false)
}

/** It did not answer, or said that it cannot. */
function isAway(error: unknown): boolean {
  const name = error instanceof Error ? error.name : ''
  const status = error instanceof client.ResponseBodyError ? error.status : responseStatus(error)
  // `fetch` says that nobody answered with a TypeError, whose cause says why.
  return name === 'TimeoutError' || codeOf(error) === 'OAUTH_TIMEOUT' || status >= 500 || (error instanceof TypeError && 'cause' in error)
}

const responseStatus = (error: unknown): number => (error instanceof Error && error.cause instanceof Response ? error.cause.status : 0)

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : error instanceof Error ? error.name : 'unknown'
