/** A postcode of the United Kingdom as it is written, of whatever was typed; nothing where it is none. Whether there is such a one is not asked. */
export function postcodeOf(text: string): string | undefined {
  const typed = text.replaceAll(/\s/g, '').toUpperCase()
  return /^[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}$/.test(typed) ? `${typed.slice(0, -3)} ${typed.slice(-3)}` : undefined
}
