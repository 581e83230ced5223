import { type Actor, may, type Permission } from '../sharing/roles.ts'

/** Where people can go from every page, as far as their role lets them. */
const places: readonly { readonly text: string; readonly href: string; readonly permission: Permission }[] = [
  { text: 'My next steps', href: '/steps', permission: 'see-own-steps' },
  { text: 'New notifications', href: '/triage', permission: 'see-triage' },
  { text: 'Panel candidates', href: '/candidates', permission: 'see-candidates' },
  { text: 'Requests for support', href: '/requests', permission: 'see-requests' },
  { text: 'Home education', href: '/home-education', permission: 'answer-home-education' },
  { text: 'Tell us about a child', href: '/tell-us/quick', permission: 'notify' },
  { text: 'Names off the register', href: '/deletion-returns', permission: 'return-deletion' },
  { text: 'Names off registers', href: '/returns', permission: 'see-deletion-returns' },
  { text: 'How the guidance is kept', href: '/guidance', permission: 'see-how-kept' },
  { text: 'Who has seen a child', href: '/seen', permission: 'see-access-log' },
]

const placesOf = ({ role }: Actor) => places.filter(({ permission }) => may(role, permission))

/** `counts` says of a place, by its path, how much waits there. */
export const navOf = (actor: Actor, path: string, counts: Readonly<Record<string, number | undefined>> = {}) =>
  placesOf(actor).map(({ text, href }) => ({ text, href, isCurrent: href === path, count: counts[href] }))

/** The page that somebody comes to first. */
export const firstPathOf = (actor: Actor): string => placesOf(actor)[0]?.href ?? '/act-for'
