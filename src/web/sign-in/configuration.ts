import { LOCAL_ISSUER } from '../../actions/sign-in.ts'

/*
 * Where Onroll is, and who vouches for those who sign in, as the environment says it. What cannot be is said in sentences, all at once, before the start.
 */

export type Environment = Readonly<Record<string, string | undefined>>

/** An OpenID Connect provider, and as whom Onroll comes to it. */
export interface ProviderSettings {
  /** Its address, as it calls itself. */
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
}

export interface SignInSettings {
  /** Onroll's own address, without a path: `https://onroll.county.example`. */
  readonly baseUrl: string
  /** The local provider of the demo has no settings. */
  readonly provider: ProviderSettings | 'local'
}

/** Port on which Onroll listens where the environment says nothing else. */
export const DEFAULT_PORT = 3000

/** Data that may be real is in reach: then nobody vouches for people but the council's own provider. */
const isProduction = (env: Environment): boolean => env['NODE_ENV'] === 'production' || Boolean(env['DATABASE_URL'])

const why = (env: Environment): string => (env['NODE_ENV'] === 'production' ? 'NODE_ENV is production' : 'DATABASE_URL is given')

const providerVariables = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const

const asksForLocal = (env: Environment): boolean => {
  const { OIDC_ISSUER: issuer } = env
  return issuer === LOCAL_ISSUER || (!isProduction(env) && providerVariables.every((name) => !env[name]))
}

/** Why Onroll does not start with this environment, a sentence each; none where it does. */
export function refusals(env: Environment): readonly string[] {
  return [...refusedAddress(env), ...(asksForLocal(env) ? ofLocalProvider(env) : ofProvider(env))]
}

/** What the environment says of signing in. Only where nothing is refused. */
export function signInSettings(env: Environment): SignInSettings {
  const { OIDC_ISSUER: issuer = '', OIDC_CLIENT_ID: clientId = '', OIDC_CLIENT_SECRET: clientSecret = '' } = env
  return {
    baseUrl: ownAddress(env),
    provider: asksForLocal(env) ? 'local' : { issuer, clientId, clientSecret },
  }
}

/** Onroll's own address, without a path. Only where it is not refused. */
export const ownAddress = (env: Environment): string => new URL(addressOf(env)).origin

const addressOf = (env: Environment): string => env['ONROLL_URL'] || `http://localhost:${env['PORT'] || DEFAULT_PORT}`

/** What is wrong with Onroll's own address, a sentence each. */
export function refusedAddress(env: Environment): readonly string[] {
  if (!env['ONROLL_URL'] && isProduction(env))
    return [
      `ONROLL_URL is not set, and ${why(env)}: set it to the address at which people open Onroll, such as https://onroll.county.example.`,
    ]
  const url = urlOf(addressOf(env))
  if (!url) return ['ONROLL_URL is no address: expected one such as https://onroll.county.example.']
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '' || url.username !== '' || url.password !== '')
    return [
      `ONROLL_URL has more than a host in it: expected ${url.origin}, since Onroll has an address of its own and no path below another.`,
    ]
  if (!isSafe(url))
    return [`ONROLL_URL is ${url.origin}, which anybody on the way can read: expected https, or http on localhost alone, for trying out.`]
  return []
}

function ofLocalProvider(env: Environment): readonly string[] {
  if (isProduction(env))
    return [
      `OIDC_ISSUER is ${LOCAL_ISSUER}, and ${why(env)}: the sign-in of the demo lets anybody be anybody. Set OIDC_ISSUER to the address of the council’s provider.`,
    ]
  const url = urlOf(addressOf(env))
  if (url && !isLocal(url))
    return [
      `ONROLL_URL is ${url.origin}, and the sign-in of the demo is for this machine alone, since it lets anybody be anybody: ` +
        'set OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET, or leave ONROLL_URL out.',
    ]
  const { HOST: host } = env
  if (host && !localNames.includes(host))
    return [
      `HOST is ${host}, and the sign-in of the demo is for this machine alone, since it lets anybody be anybody: expected localhost, or no HOST at all.`,
    ]
  return []
}

function ofProvider(env: Environment): readonly string[] {
  const missing = providerVariables.filter((name) => !env[name])
  const url = urlOf(env['OIDC_ISSUER'] ?? '')
  return [
    ...missing.map((name) => `${name} is not set: ${meanings[name]}.`),
    ...(env['OIDC_ISSUER'] && !url
      ? ['OIDC_ISSUER is no address: expected that of the provider, such as https://sign-in.county.example.']
      : []),
    ...(url && !isSafe(url) ? [`OIDC_ISSUER is ${url.href}, which anybody on the way can read: expected https.`] : []),
  ]
}

const meanings: Readonly<Record<(typeof providerVariables)[number], string>> = {
  OIDC_ISSUER: 'people sign in at an OpenID Connect provider of the council’s, and this is its address',
  OIDC_CLIENT_ID: 'it is the name under which the provider knows Onroll',
  OIDC_CLIENT_SECRET: 'it is the secret by which the provider knows Onroll',
}

function urlOf(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined
  return url?.protocol === 'http:' || url?.protocol === 'https:' ? url : undefined
}

const isSafe = (url: URL): boolean => url.protocol === 'https:' || isLocal(url)

/** On this machine and nowhere else. */
export const isLocal = ({ hostname }: URL): boolean => localNames.includes(hostname)

const localNames = ['localhost', '127.0.0.1', '[::1]', '::1']
