const LONGEST = 2000

/** Where a page leads that belongs to signing in or out: nobody is led back there. */
const passing = /^\/(sign-in|sign-out|signed-out|act-for|session|demo-sign-in)(\/|\?|$)/

/** The path of ours that somebody asks to be led back to, its query too; the front page where it is none of ours. */
export function ownPath(asked: unknown): string {
  if (typeof asked !== 'string' || asked.length > LONGEST || !asked.startsWith('/')) return '/'
  // To browsers a backslash is a slash, and tabs and line breaks are nothing: `/\host` and `/<tab>/host` are other people's addresses.
  if (/[\\\p{Cc}]/u.test(asked) || asked.startsWith('//')) return '/'
  const base = 'https://onroll.invalid'
  if (!URL.canParse(asked, base)) return '/'
  const { origin, pathname, search } = new URL(asked, base)
  const path = `${pathname}${search}`
  return origin === base && !pathname.startsWith('//') && !passing.test(path) ? path : '/'
}
