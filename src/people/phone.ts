/*
 * Telephone numbers as they are compared: by their digits, however they are grouped.
 */

/** Fewer digits are no number that anybody could be told by. */
const LEAST_DIGITS = 6

/**
 * The digits of a number as it is dialled in the United Kingdom: `+44 (0)1772 532109` and `0044 1772 532109` are `01772532109`, and of another country
 * `+48 600 123 456` is `0048600123456`. Nothing of what has too few digits.
 */
export function phoneDigits(text: string): string | undefined {
  const digits = text.replace('(0)', '').replaceAll(/\D/g, '')
  if (digits.length < LEAST_DIGITS) return undefined
  const abroad = /^\s*\+/.test(text) ? digits : digits.startsWith('00') ? digits.slice(2) : undefined
  if (abroad === undefined) return digits
  return abroad.startsWith('44') ? `0${abroad.slice(2).replace(/^0/, '')}` : `00${abroad}`
}

/** Every number that a field holds: people write two into one, and a word about when to ring. */
export const phonesIn = (text: string): readonly string[] => text.split(/[,;/]|\bor\b|\bext\b.*/i).flatMap((one) => phoneDigits(one) ?? [])

const OF_BRITAIN = /(?<![\w+])(?:(?:\+|00)44[ -]*(?:\(?0\)?)?|\(?0)(?:[ ()-]*\d){9,10}(?!\w)/g
const OF_OTHERS = /(?<![\w+])(?:\+|00)(?!44)[1-9](?:[ ()-]*\d){7,13}(?!\w)/g
/** A day in figures with a number behind it has as many digits. */
const BEGINS_WITH_DAY = /^0\d[ -]\d{1,2}[ -](?:19|20)\d\d/

/** Takes telephone numbers out of a text, all of their digits given: from `+`, `00` or `0` on. `isOther` says that one is of another kind, and stays. */
export function takePhones(
  text: string,
  isOther: (digits: string) => boolean,
): { readonly rest: string; readonly phones: readonly string[] } {
  const phones: string[] = []
  const take = (typed: string): string => {
    const digits = phoneDigits(typed)
    if (digits === undefined || isOther(typed.replaceAll(/\D/g, '')) || BEGINS_WITH_DAY.test(typed)) return typed
    phones.push(digits)
    return ' '
  }
  return { rest: text.replaceAll(OF_BRITAIN, take).replaceAll(OF_OTHERS, take), phones }
}
