/** How parts of a page are set off on a terminal. A style changes no text: without one, a page says the same. */
export interface Style {
  heading(text: string): string
  strong(text: string): string
  alarm(text: string): string
  faint(text: string): string
}

const asItIs = (text: string): string => text

export const plain: Style = { heading: asItIs, strong: asItIs, alarm: asItIs, faint: asItIs }

const within = (on: string, off: string) => (text: string) => (text === '' ? '' : `\u001b[${on}m${text}\u001b[${off}m`)

export const coloured: Style = {
  heading: within('1;36', '22;39'),
  strong: within('1', '22'),
  alarm: within('1;31', '22;39'),
  faint: within('2', '22'),
}

/** Colour only on a terminal that knows it, and where nobody has said that they want none (no-color.org). */
export function styleOn(
  stream: { readonly isTTY?: boolean | undefined },
  environment: Readonly<Record<string, string | undefined>>,
): Style {
  const wanted = !environment['NO_COLOR'] && environment['TERM'] !== 'dumb'
  return stream.isTTY && wanted ? coloured : plain
}
