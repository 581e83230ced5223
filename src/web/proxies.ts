import { isIP } from 'node:net'

/*
 * The proxies in front that are believed when they say from where a request came. Anybody else may say what they like: it counts for nothing.
 */

type Environment = Readonly<Record<string, string | undefined>>

/** Addresses and networks; one on the same machine where the environment says nothing. */
export const proxiesOf = ({ ONROLL_PROXIES: given }: Environment): readonly string[] =>
  (given || 'loopback').split(',').map((proxy) => proxy.trim())

/** Why Onroll does not start with these, a sentence each; none where it does. */
export const refusedProxies = (env: Environment): readonly string[] =>
  proxiesOf(env)
    .filter((proxy) => proxy !== 'loopback' && !isNetwork(proxy))
    .map(
      (proxy) =>
        `ONROLL_PROXIES has "${proxy}" in it: expected addresses or networks, such as 10.1.0.5 or 10.1.0.0/24, with commas between them.`,
    )

/** Whether it is an address, or one with how many bits of it are the network. */
function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/')
  const longest = { 4: 32, 6: 128 }[isIP(address)]
  if (longest === undefined || more.length > 0) return false
  return bits === undefined || (/^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= longest)
}
